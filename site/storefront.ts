/** The pages of the shop: the same on both sites except for the name of the site that serves them. */

import { createHash } from "node:crypto";
import type { SiteIdentity } from "./healthPage";
import { rendered, template } from "./template";

/** One page or style sheet, as a web server sends it. */
export interface StorefrontFile {
  /** Absolute path in URLs; `/index.html` is also served as `/`. */
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
}

/** The first 12 hex digits of the SHA-256 over what both sites have in common, so both report the same one. */
export const contentVersion = createHash("sha256")
  .update(template("index.html"))
  .update(template("style.css"))
  .digest("hex")
  .slice(0, 12);

/** Every file of the shop as the given site serves it. */
export function storefront({ role, region }: SiteIdentity): readonly StorefrontFile[] {
  return [
    {
      path: "/index.html",
      contentType: "text/html; charset=utf-8",
      body: rendered("index.html", { ROLE: role, REGION: region, CONTENT: contentVersion }),
    },
    { path: "/style.css", contentType: "text/css; charset=utf-8", body: template("style.css") },
  ];
}
