import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { firstRelease } from "../../site/firstRelease";
import { contentVersion, storefront } from "../../site/storefront";

describe("firstRelease", () => {
  const { release, files } = firstRelease();

  it("is the sample shop, in the version that instances bring along", () => {
    assert.equal(release.version, contentVersion);
    const shop = storefront({ role: "primary", region: "us-east-1" });
    assert.deepEqual(
      files.map(({ path }) => `/${path}`),
      shop.map(({ path }) => path),
    );
    const [page, style] = files.map(({ body }) => body.toString());
    assert.equal(style, shop[1]!.body);
    assert.equal(
      page!.replaceAll("answering", "primary").replaceAll("its own region", "us-east-1"),
      shop[0]!.body,
    );
  });

  it("lists what it holds", () => {
    assert.deepEqual(
      release.files,
      files.map(({ path, body }) => ({ path, sha256: createHash("sha256").update(body).digest("hex") })),
    );
  });
});
