import assert from "node:assert/strict";
import { contentVersion, storefront } from "../../../site/storefront";
import { bucketName, ContentBucketDirectory } from "./contentBucket";
import { RunningSite } from "./runningSite";

const identity = { role: "primary", region: "us-east-1" } as const;
const healthy = (version: string) => [200, `status=ok site=primary region=us-east-1 content=${version}\n`];

/** The real script and nginx; S3 is a directory. */
describe("site that pulls its content", () => {
  let site: RunningSite;
  let bucket: ContentBucketDirectory;

  beforeEach(async () => {
    bucket = new ContentBucketDirectory();
    site = await RunningSite.start(identity, bucketName);
  });
  afterEach(async () => {
    await site.stop();
    bucket.remove();
  });

  const pull = () => site.runPullScript(bucket.environment);
  const page = async (path = "/") => {
    const { status, body } = await site.request(path);
    return [status, body];
  };
  const health = async () => {
    await site.runHealthScript();
    return site.health();
  };
  const sampleShop = [200, storefront(identity)[0]!.body];

  it("serves the sample shop and is healthy while there is no bucket", async () => {
    assert.deepEqual(await pull(), 1);
    assert.deepEqual(await page(), sampleShop);
    assert.deepEqual(await health(), healthy(contentVersion));
  });

  it("goes on with the sample shop while that is what is published", async () => {
    bucket.put("current.json", JSON.stringify({ version: contentVersion, files: [{ path: "index.html" }] }));
    assert.equal(await pull(), 0);
    assert.deepEqual(bucket.asked(), ["current.json"]);
    assert.deepEqual(await page(), sampleShop);
  });

  it("switches to a release, and says so", async () => {
    const version = bucket.publish({ "index.html": "<p>new</p>", "js/app.js": "1;", "about.html": "us" });
    assert.equal(await pull(), 0);
    assert.deepEqual(bucket.asked(), [
      "current.json",
      `releases/${version}/about.html`,
      `releases/${version}/index.html`,
      `releases/${version}/js/app.js`,
    ]);
    assert.deepEqual(await page(), [200, "<p>new</p>"]);
    const script = await site.request("/js/app.js");
    assert.deepEqual(
      [script.status, script.headers["content-type"]],
      [200, "text/javascript; charset=utf-8"],
    );
    assert.deepEqual(await health(), healthy(version));

    assert.equal(await pull(), 0);
    assert.deepEqual(bucket.asked(), ["current.json"], "nothing is fetched twice");
  });

  it("never switches to a part of a release, and goes on where it stopped", async () => {
    const pages = { "a.html": "a", "b.html": "b", "index.html": "<p>new</p>" };
    const version = bucket.publish(pages, ["b.html"]);
    assert.equal(await pull(), 1);
    assert.deepEqual(await page(), sampleShop);
    assert.deepEqual(await page("/a.html"), await page("/none.html"));
    assert.deepEqual(await health(), healthy(contentVersion), "stale is not sick");
    bucket.asked();

    bucket.put(`releases/${version}/b.html`, "b");
    assert.equal(await pull(), 0);
    assert.deepEqual(bucket.asked(), [
      "current.json",
      `releases/${version}/b.html`,
      `releases/${version}/index.html`,
    ]);
    assert.deepEqual(await page("/b.html"), [200, "b"]);
  });

  it("does not switch to a release with a file that is not what it should be", async () => {
    const version = bucket.publish({ "index.html": "<p>new</p>" });
    bucket.put(`releases/${version}/index.html`, "<p>damaged</p>");
    assert.equal(await pull(), 1);
    assert.deepEqual(await page(), sampleShop);
    bucket.put(`releases/${version}/index.html`, "<p>new</p>");
    assert.equal(await pull(), 0);
    assert.deepEqual(await page(), [200, "<p>new</p>"]);
  });

  const good = { path: "index.html", sha256: "0".repeat(64) };
  const hostile: Readonly<Record<string, string>> = {
    "a path that leaves the release": JSON.stringify({
      version: "0123456789ab",
      files: [good, { ...good, path: "../../../../escaped" }],
    }),
    "an absolute path": JSON.stringify({
      version: "0123456789ab",
      files: [good, { ...good, path: "/escaped" }],
    }),
    "a path that ends in a new line": JSON.stringify({
      version: "0123456789ab",
      files: [good, { ...good, path: "escaped\n" }],
    }),
    "a version that is a path": JSON.stringify({ version: "../escaped/a", files: [good] }),
    "a release without a front page": JSON.stringify({
      version: "0123456789ab",
      files: [{ ...good, path: "escaped" }],
    }),
    "no JSON": "{",
  };
  for (const [title, document] of Object.entries(hostile)) {
    it(`asks for nothing more when current.json has ${title}`, async () => {
      bucket.put("current.json", document);
      assert.equal(await pull(), 1);
      assert.deepEqual(bucket.asked(), ["current.json"]);
      assert.deepEqual(site.contentFiles(), [contentVersion, "current", "current.json"]);
      assert.deepEqual(await page(), sampleShop);
    });
  }

  it("keeps the release before the current one, and no more", async () => {
    const versions = ["<p>1</p>", "<p>2</p>", "<p>3</p>"].map((text) =>
      bucket.publish({ "index.html": text }),
    );
    for (const text of ["<p>1</p>", "<p>2</p>", "<p>3</p>"]) {
      bucket.publish({ "index.html": text });
      assert.equal(await pull(), 0);
      assert.deepEqual(await page(), [200, text]);
    }
    assert.deepEqual(
      site.contentFiles().filter((name) => !name.startsWith("current")),
      versions.slice(1).sort(),
    );
  });

  it("is broken when the front page is not that of the current release", async () => {
    site.writeContentFile("index.html", "<p>by hand</p>");
    assert.deepEqual(await health(), [503, "status=broken site=primary region=us-east-1\n"]);
  });
});
