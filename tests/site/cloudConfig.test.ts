import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { executable, packed, readable, start } from "../../site/cloudConfig";

describe("cloudConfig", () => {
  it("writes files that everybody may read or run", () => {
    assert.deepEqual(readable("/a", "text"), { path: "/a", permissions: "0644", content: "text" });
    assert.deepEqual(executable("/a", "text"), { path: "/a", permissions: "0755", content: "text" });
  });

  it("packs a file so that it can be unpacked", () => {
    const { content, ...rest } = packed("/a", "text".repeat(100));
    assert.deepEqual(rest, { path: "/a", permissions: "0644", encoding: "gz+b64" });
    assert.equal(gunzipSync(Buffer.from(content, "base64")).toString(), "text".repeat(100));
    assert.equal(content.length < 100, true);
  });

  it("starts a unit now and at each boot, without waiting", () => {
    assert.deepEqual(start("a.service"), ["systemctl", "enable", "--now", "--no-block", "a.service"]);
  });
});
