/** The pages that a site of the topology serves, each under its path. */
import type { TopologySite } from "../../recording/topology";
import { defaultHealthPath, healthyPage } from "../../site/healthPage";
import { contentVersion, storefront } from "../../site/storefront";

/** One page; `path` is absolute and without a query string. */
export interface SitePage {
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
}

const plainText = "text/plain; charset=utf-8";

/**
 * Our shop with its health page, as an instance serves them; or, for a site that the stack brings along, a stand-in
 * of which only the health page is known.
 *
 * @param version what the shop's pages state as the version of its content.
 */
export function pagesOf(site: TopologySite, version = contentVersion): readonly SitePage[] {
  if (site.serves.kind === "own") return standInPages(site.serves);
  return shopPages(site).map((page) => ({ ...page, body: page.body.replaceAll(contentVersion, version) }));
}

function shopPages({ role, region }: TopologySite): SitePage[] {
  const files = storefront({ role, region });
  // nginx serves the index under the bare path too.
  const index = files.filter(({ path }) => path === "/index.html").map((file) => ({ ...file, path: "/" }));
  const health = healthyPage({ role, region }, contentVersion);
  return [...files, ...index, { path: defaultHealthPath, contentType: plainText, body: health }];
}

function standInPages({ path, searchString }: { path: string; searchString: string }): SitePage[] {
  const [barePath = "/"] = path.split("?");
  return Array.from(new Set(["/", barePath]), (each) => ({
    path: each,
    contentType: plainText,
    body: `${searchString}\n`,
  }));
}
