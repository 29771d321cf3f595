import assert from "node:assert/strict";
import { readText } from "../../cli/answerText";
import { dumpFolder } from "./answerDumps";

describe("cli/answerText", () => {
  const mostBytes = 67_108_864;
  const { folder, pathOf, remove } = dumpFolder({
    "mark.json": "\ufeff{}",
    "limit.json": Buffer.alloc(mostBytes, " "),
    "larger.json": Buffer.alloc(mostBytes + 1, " "),
  });
  after(remove);

  it("reads UTF-8 with a byte order mark", async () => {
    assert.equal(await readText(pathOf("mark.json")), "{}");
  });

  it("reads 64 MB, and refuses a byte more", async () => {
    assert.equal((await readText(pathOf("limit.json"))).length, mostBytes);
    await assert.rejects(readText(pathOf("larger.json"), "larger.json"), {
      name: "UserError",
      message: "larger.json is larger than 64 MB.",
    });
  });

  for (const [title, path, reason] of [
    ["a missing file", pathOf("gone"), "no such file or directory"],
    ["a folder", folder, "illegal operation on a directory"],
  ] as const) {
    it(`refuses ${title}`, async () => {
      const message = `the file cannot be read: ${reason}.`;
      await assert.rejects(readText(path, "the file"), { name: "UserError", message });
    });
  }

  it("refuses a path that no file can have, on one line", async () => {
    const message = /^a\\u0000b cannot be read: [^\n\0]*$/;
    await assert.rejects(readText("a\0b"), { name: "UserError", message });
  });
});
