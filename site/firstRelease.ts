import { type ContentFile, type Release, releaseOf } from "./release";
import { contentVersion } from "./storefront";
import { rendered, template } from "./template";

/**
 * The sample shop as the first content of the buckets. It has the version of the shop that instances bring along, so
 * they go on serving that one. Its pages cannot name the site that answers, since both sites get the same.
 */
export function firstRelease(): { readonly release: Release; readonly files: readonly ContentFile[] } {
  const page = rendered("index.html", {
    ROLE: "answering",
    REGION: "its own region",
    CONTENT: contentVersion,
  });
  const files = [
    { path: "index.html", body: Buffer.from(page) },
    { path: "style.css", body: Buffer.from(template("style.css")) },
  ];
  return { release: releaseOf(files, contentVersion), files };
}
