import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Recording } from "../../recording/recording";
import { contentVersion } from "../../site/storefront";
import { template } from "../../site/template";
import { awsResource, dependenciesOf, primaryBucket, recordSync } from "./syncedRegions";

const firstObjects = ["sync-first-current.json", "sync-first-index.html", "sync-first-style.css"];

describe("components/firstContent", () => {
  let recording: Recording;
  beforeEach(async () => {
    recording = await recordSync();
  });

  it("publishes the sample shop once, and never touches it again", () => {
    const page = template("index.html")
      .replaceAll("@ROLE@", "answering")
      .replaceAll("@REGION@", "its own region")
      .replaceAll("@CONTENT@", contentVersion);
    const style = template("style.css");
    const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
    const objects = firstObjects.map((name) =>
      awsResource(recording, "s3/bucketObjectv2:BucketObjectv2", name),
    );
    assert.deepEqual(
      objects.slice(1).map(({ inputs }) => [inputs["key"], inputs["content"]]),
      [
        [`releases/${contentVersion}/index.html`, page],
        [`releases/${contentVersion}/style.css`, style],
      ],
    );
    const { key, content, ...rest } = objects[0]!.inputs;
    assert.equal(key, "current.json");
    assert.deepEqual(JSON.parse(String(content)), {
      version: contentVersion,
      files: [
        { path: "index.html", sha256: sha256(page) },
        { path: "style.css", sha256: sha256(style) },
      ],
    });
    assert.deepEqual(rest, {
      region: "eu-west-1",
      bucket: primaryBucket,
      overrideProvider: { defaultTags: { tags: {} } },
    });
    for (const { ignoreChanges, otherOptions } of objects) {
      assert.deepEqual(ignoreChanges, ["key", "content", "contentType"]);
      assert.equal(otherOptions.includes("retainOnDelete"), true);
    }
  });

  it("waits for the replication both ways, and names the release when all of it is there", () => {
    for (const page of ["sync-first-index.html", "sync-first-style.css"]) {
      assert.deepEqual(dependenciesOf(recording, page), [
        "sync-content-to-backup",
        "sync-content-to-primary",
        "sync-primary-content",
      ]);
    }
    assert.deepEqual(dependenciesOf(recording, "sync-first-current.json"), [
      "sync-first-index.html",
      "sync-first-style.css",
      "sync-primary-content",
    ]);
  });
});
