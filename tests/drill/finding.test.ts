import assert from "node:assert/strict";
import { findingOf } from "../../drill/finding";

describe("drill/finding", () => {
  for (const [breaches, findings] of [
    [[], []],
    [["One."], [{ rule: "answers", message: "One." }]],
    [["One.", "Two."], [{ rule: "answers", message: "One. (And 1 more like it.)" }]],
    [["One.", "Two.", "Three."], [{ rule: "answers", message: "One. (And 2 more like it.)" }]],
  ] as const) {
    it(`makes ${findings.length} of ${breaches.length}`, () => {
      assert.deepEqual(findingOf("answers", breaches), findings);
    });
  }
});
