/** The web server of an instance and the two scripts that keep its health page honest. */

import { createHash } from "node:crypto";
import { brokenPage, healthyPage, type SiteIdentity, stalePageSeconds } from "./healthPage";
import { contentVersion, storefront, type StorefrontFile } from "./storefront";
import { rendered } from "./template";

/** What nginx and the scripts are rendered from. */
export interface SiteServer extends SiteIdentity {
  /** TCP port that the site listens on, 1 to 65535. */
  readonly port: number;
  /** Path of the health page, such as `/healthz`; it stands in nginx's configuration as it is. */
  readonly healthPath: string;
  /** Bucket that the site pulls its content from. Default (null): it serves what it was laid down with. */
  readonly contentBucket?: string | null;
}

/** Where a site lies on its machine, and the IPv4 address that nginx listens on or the script asks. */
export interface Placement {
  /** Prefix of every path, without a slash at its end; empty for the root of the file system. */
  readonly root: string;
  readonly address: string;
}

/** Where the storefront lies. */
export const storefrontDirectory = "/srv/www";

/**
 * Where a site that pulls its content has it: `<version>/www` for each release, and the link `current` to the
 * version that is served.
 */
export const contentDirectory = "/srv/content";

/** Where the health page lies, under `/run`: empty after each boot, so a site starts without one. */
export const healthDirectory = "/run/nginx-health";

/** How long the health script waits for the whole storefront, in seconds. */
export const storefrontLimitSeconds = 2;

/** What pages may load (Content-Security-Policy): the sample shop loads nothing, published ones their own files. */
const pagePolicies = {
  sample: "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'",
  published: "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'",
};

const everyAddress: Placement = { root: "", address: "0.0.0.0" };

/** Where the scripts of an instance find their own site. */
export const loopback: Placement = { root: "", address: "127.0.0.1" };

/** The whole `nginx.conf`: the storefront, and the health page (200, 503 when marked broken, 404 when absent). */
export function nginxConfiguration(site: SiteServer, placement = everyAddress): string {
  const pulls = Boolean(site.contentBucket);
  return rendered("nginx.conf", {
    ROOT: placement.root,
    LISTEN: `${placement.address}:${site.port}`,
    STOREFRONT: pulls ? `${contentDirectory}/current/www` : storefrontDirectory,
    PAGE_POLICY: `${pulls ? pagePolicies.published : pagePolicies.sample}; frame-ancestors 'none'`,
    HEALTH: healthDirectory,
    HEALTH_PATH: site.healthPath,
    ROLE: site.role,
    BROKEN_PAGE: brokenPage(site).trimEnd(),
  });
}

/** The script that fetches the storefront through nginx and writes the health page, or marks the shop broken. */
export function healthScript(site: SiteServer, placement = loopback): string {
  const files = storefront(site);
  return rendered("health.sh", {
    ROOT: placement.root,
    HEALTH: healthDirectory,
    LIMIT_SECONDS: String(storefrontLimitSeconds),
    STOREFRONT_URLS: files
      .map((file) => `http://${placement.address}:${site.port}${visitedPath(file)}`)
      .join(" "),
    STOREFRONT_DIGEST: createHash("sha256")
      .update(files.map((file) => file.body).join(""))
      .digest("hex"),
    HEALTHY_PAGE: healthyPage(site, contentVersion).trimEnd(),
    BROKEN_PAGE: brokenPage(site).trimEnd(),
  });
}

// Shoppers come in by the bare name, so the check does too.
function visitedPath({ path }: StorefrontFile): string {
  return path === "/index.html" ? "/" : path;
}

/** The script that removes a health page which the health script no longer writes. It runs until it is stopped. */
export function sweepScript(root = ""): string {
  return rendered("sweep.sh", {
    ROOT: root,
    HEALTH: healthDirectory,
    STALE_SECONDS: String(stalePageSeconds),
  });
}
