import assert from "node:assert/strict";
import type { TopologySite } from "../../../recording/topology";
import { pagesOf } from "../../../rehearsal/sites/pages";
import { contentVersion, storefront } from "../../../site/storefront";
import { shopTopology } from "../../support/shopTopology";

const [primary] = shopTopology.sites as [TopologySite];

function paths(site: TopologySite): string[] {
  return pagesOf(site)
    .map(({ path }) => path)
    .sort();
}

describe("pagesOf", () => {
  it("has the storefront, its index under the bare path too, and the health page", () => {
    assert.deepEqual(paths(primary), ["/", "/healthz", "/index.html", "/style.css"]);
    const page = (path: string) => pagesOf(primary).find((each) => each.path === path);
    const index = storefront(primary).find(({ path }) => path === "/index.html");
    assert.deepEqual(page("/index.html"), index);
    assert.deepEqual(page("/"), { ...index, path: "/" });
    assert.deepEqual(page("/healthz"), {
      path: "/healthz",
      contentType: "text/plain; charset=utf-8",
      body: `status=ok site=primary region=us-east-1 content=${contentVersion}\n`,
    });
  });

  it("states another version of the content where it is told to, and changes nothing else", () => {
    const bodies = (version?: string) => pagesOf(primary, version).map(({ body }) => body);
    assert.deepEqual(
      bodies("an-older-one"),
      bodies().map((body) => body.replaceAll(contentVersion, "an-older-one")),
    );
    assert.equal(bodies("an-older-one").join().includes(contentVersion), false);
  });

  it("has a stand-in for a site of one's own: its search string under its path and the bare one", () => {
    const own = (path: string) => ({
      ...primary,
      serves: { kind: "own" as const, path, searchString: "open=yes" },
    });
    const page = (path: string) => ({ path, contentType: "text/plain; charset=utf-8", body: "open=yes\n" });
    assert.deepEqual(pagesOf(own("/status")), [page("/"), page("/status")]);
    assert.deepEqual(pagesOf(own("/status?deep=1")), [page("/"), page("/status")]);
    assert.deepEqual(pagesOf(own("/")), [page("/")]);
  });
});
