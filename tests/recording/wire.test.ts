import assert from "node:assert/strict";
import { decode, unknown } from "../../recording/wire";

const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const cases: [title: string, wire: unknown, value: unknown, secretPaths: string[]][] = [
  ["plain values", { a: [1, "x", true, null] }, { a: [1, "x", true, null] }, []],
  ["an unknown", { a: [unknownText] }, { a: [unknown] }, []],
  ["a secret", { a: secret("x") }, { a: "x" }, ["a"]],
  [
    "a secret in a list in an object",
    { a: { b: [0, secret({ c: 1 })] } },
    { a: { b: [0, { c: 1 }] } },
    ["a.b[1]"],
  ],
  ["a secret within a secret", secret({ a: secret(1) }), { a: 1 }, ["", "a"]],
  ["an unknown secret", { a: secret(unknownText) }, { a: unknown }, ["a"]],
];

describe("recording/wire", () => {
  for (const [title, wire, value, secretPaths] of cases) {
    it(`decodes ${title}`, () => {
      assert.deepEqual(decode(wire), { value, secretPaths });
    });
  }
});
