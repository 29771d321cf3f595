import assert from "node:assert/strict";
import { visible } from "../../cli/visibleText";

describe("cli/visibleText", () => {
  it("leaves nothing that moves a cursor, ends a line, or turns the direction of writing", () => {
    assert.equal(visible("a\u001b[2Jb\nc\u2028d\u202ee"), "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}e");
  });

  it("leaves words of any language as they are", () => {
    assert.equal(visible("Zürich – 東京 ✓"), "Zürich – 東京 ✓");
  });
});
