import assert from "node:assert/strict";
import { KnownNames } from "../../cli/answerNames";

describe("cli/answerNames", () => {
  it("knows its names, as they are written", () => {
    const names = new KnownNames(["hc-1", "__proto__"]);
    const asked = ["hc-1", "__proto__", "HC-1", "hc-2", "constructor"];
    assert.deepEqual(
      asked.map((name) => names.has(name)),
      [true, true, false, false, false],
    );
  });

  it("finds the nearest", () => {
    const names = new KnownNames(["primary", "backup"]);
    assert.deepEqual(
      ["primery", "back"].map((name) => names.nearest(name)),
      ["primary", "backup"],
    );
  });

  it("finds none among none", () => {
    assert.equal(new KnownNames([]).nearest("primary"), undefined);
  });

  it("looks for the nearest of 100 names, and remembers them", () => {
    const names = new KnownNames(["primary"]);
    const found = Array.from({ length: 101 }, (_, at) => names.nearest(`name-${at}`));
    assert.deepEqual(found, [...Array<string>(100).fill("primary"), undefined]);
    assert.equal(names.nearest("name-0"), "primary");
  });
});
