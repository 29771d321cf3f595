import assert from "node:assert/strict";
import { parsedJson } from "../../../drill/aws/parsedJson";

describe("drill/aws/parsedJson", () => {
  it("reads JSON", () => {
    assert.deepEqual(parsedJson('{"version": 3}', "out.json"), { version: 3 });
  });

  it("says where the text is from that is none", () => {
    assert.throws(() => parsedJson("<html>", "out.json"), {
      message: /^out\.json: it is no JSON: SyntaxError: /,
    });
  });
});
