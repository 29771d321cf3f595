import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { currentDocument, isReleasePath, releaseKey, releaseOf } from "../../site/release";

const page = { path: "index.html", body: Buffer.from("<p>hello</p>") };
const picture = { path: "img/mug.webp", body: Buffer.from([0, 255]) };
const sha256 = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");

describe("releaseOf", () => {
  it("lists the files by path with their digests", () => {
    assert.deepEqual(releaseOf([page, picture]).files, [
      { path: "img/mug.webp", sha256: sha256(picture.body) },
      { path: "index.html", sha256: sha256(page.body) },
    ]);
  });

  it("has a version that follows from paths and bodies, in whatever order", () => {
    const lines = `${sha256(picture.body)}  img/mug.webp\n${sha256(page.body)}  index.html\n`;
    const expected = sha256(lines).slice(0, 12);
    assert.deepEqual(
      [releaseOf([page, picture]).version, releaseOf([picture, page]).version],
      [expected, expected],
    );
    assert.notEqual(releaseOf([page, { ...picture, path: "img/cup.webp" }]).version, expected);
    assert.notEqual(releaseOf([page, { ...picture, body: Buffer.from([0]) }]).version, expected);
  });

  it("takes a version that it is given", () => {
    assert.equal(releaseOf([page], "0123456789ab").version, "0123456789ab");
  });
});

describe("a release in a bucket", () => {
  it("has its files below its version", () => {
    assert.equal(releaseKey("0123456789ab", "img/mug.webp"), "releases/0123456789ab/img/mug.webp");
  });

  it("is named by a document that holds all of it", () => {
    const release = releaseOf([page]);
    assert.deepEqual(JSON.parse(currentDocument(release)), release);
  });
});

describe("isReleasePath", () => {
  const paths: Readonly<Record<string, boolean>> = {
    "index.html": true,
    "a/b/c.css": true,
    "_next/static/x-1.js": true,
    "": false,
    "/etc/passwd": false,
    "../current.json": false,
    "a/../../b": false,
    "a/./b": false,
    "a//b": false,
    "a/": false,
    ".env": false,
    "a/.git": false,
    "a b": false,
    "a\\b": false,
    "a\n": false,
    "ü.html": false,
  };
  for (const [path, isTaken] of Object.entries(paths)) {
    it(`${isTaken ? "takes" : "refuses"} ${JSON.stringify(path)}`, () => {
      assert.equal(isReleasePath(path), isTaken);
    });
  }

  it("takes 200 characters and no more", () => {
    assert.deepEqual([isReleasePath("a".repeat(200)), isReleasePath("a".repeat(201))], [true, false]);
  });
});
