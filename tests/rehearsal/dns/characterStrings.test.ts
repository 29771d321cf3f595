import assert from "node:assert/strict";
import { characterStrings } from "../../../rehearsal/dns/characterStrings";

const strings = (value: string) => characterStrings(value).map(String);

describe("characterStrings", () => {
  for (const [what, value, expected] of [
    ["words", "10 mail.example.com.", ["10", "mail.example.com."]],
    ["quoted words with spaces", '"v=spf1 -all" "b"', ["v=spf1 -all", "b"]],
    ["words without a space between", '"a""b"', ["a", "b"]],
    ["an empty word", '""', [""]],
    ["escaped quotes and backslashes", '"a\\"b\\\\c"', ['a"b\\c']],
    ["bytes in octal", '"\\101\\052"', ["A*"]],
    ["nothing", "  ", []],
  ] as const) {
    it(`reads ${what}`, () => {
      assert.deepEqual(strings(value), expected);
    });
  }

  it("reads a byte that is no character", () => {
    assert.deepEqual(characterStrings('"\\377"'), [Buffer.from([255])]);
  });
});
