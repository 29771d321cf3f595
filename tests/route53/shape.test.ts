import assert from "node:assert/strict";
import {
  flag,
  isList,
  isObject,
  listOf,
  object,
  oneOf,
  text,
  wholeNumber,
  type Shape,
} from "../../route53/shape";

describe("shapes", () => {
  const threeToFive = "at must be a string of 3 to 5 characters, not ";
  const oneToTen = "at must be a whole number from 1 to 10, not ";
  const twoOrThree = "at must be a list of 2 to 3 members, not ";
  const cases: [what: string, shape: Shape, value: unknown, problems: string[]][] = [
    ["text", text(3, 5), "abc", []],
    ["text", text(3, 5), "abcde", []],
    ["text", text(3, 5), "ab", [`${threeToFive}"ab".`]],
    ["text", text(3, 5), "abcdef", [`${threeToFive}"abcdef".`]],
    ["text", text(3, 5), "\u001b[31m\u009b", [`${threeToFive}"\\u001b[31m\\u009b".`]],
    ["text", text(3, 5), "x".repeat(100), [`${threeToFive}"${"x".repeat(60)}…".`]],
    ["text", text(3, 5), "x".repeat(60), [`${threeToFive}"${"x".repeat(60)}".`]],
    ["text", text(3, 5), 345, [`${threeToFive}345.`]],
    ["wholeNumber", wholeNumber(1, 10), 1, []],
    ["wholeNumber", wholeNumber(1, 10), 10, []],
    ["wholeNumber", wholeNumber(1, 10), 0, [`${oneToTen}0.`]],
    ["wholeNumber", wholeNumber(1, 10), 11, [`${oneToTen}11.`]],
    ["wholeNumber", wholeNumber(1, 10), 1.5, [`${oneToTen}1.5.`]],
    ["wholeNumber", wholeNumber(1, 10), "5", [`${oneToTen}"5".`]],
    ["wholeNumber", wholeNumber(1, 10), null, [`${oneToTen}null.`]],
    ["flag", flag, false, []],
    ["flag", flag, "true", ['at must be true or false, not "true".']],
    ["oneOf", oneOf([10, 30]), 30, []],
    ["oneOf", oneOf([10, 30]), "30", ['at must be one of 10, 30, not "30".']],
    ["oneOf", oneOf(["A", "B"]), { length: 1 }, ["at must be one of A, B, not an object."]],
    ["listOf", listOf(flag, 2, 3), [true, false], []],
    ["listOf", listOf(flag, 2, 3), [true, false, true], []],
    ["listOf", listOf(flag, 2, 3), [true], [`${twoOrThree}a list of 1.`]],
    ["listOf", listOf(flag, 2, 3), [1, 2, 3, 4], [`${twoOrThree}a list of 4.`]],
    ["listOf", listOf(flag, 2, 3), { length: 2 }, [`${twoOrThree}an object.`]],
    [
      "listOf",
      listOf(flag, 2, 3),
      [1, 2],
      ["at[0] must be true or false, not 1.", "at[1] must be true or false, not 2."],
    ],
    ["object", object({ A: flag }), { A: true, more: 1 }, []],
    ["object", object({ A: flag }), { a: true }, ["at.A is missing."]],
    ["object", object({ A: flag }), { A: 1 }, ["at.A must be true or false, not 1."]],
    ["object", object({ A: flag }), [], ["at must be an object, not a list of 0."]],
    ["object", object({}), null, ["at must be an object, not null."]],
    [
      "object",
      object({ A: flag, B: flag }, { C: flag }),
      { A: 1, C: 3 },
      ["at.B is missing.", "at.A must be true or false, not 1.", "at.C must be true or false, not 3."],
    ],
    ["object", object({ A: object({ B: flag }) }), { A: { B: 1 } }, ["at.A.B must be true or false, not 1."]],
  ];
  for (const [what, shape, value, problems] of cases) {
    it(`${what}: ${problems.length === 0 ? "accepts" : "refuses"} ${JSON.stringify(value).slice(0, 40)}`, () => {
      assert.deepEqual(shape(value, "at"), problems);
    });
  }

  it("start a path at an object without name", () => {
    assert.deepEqual(object({ A: flag })({}, ""), ["A is missing."]);
  });
});

describe("isObject and isList", () => {
  it("tell objects, lists and the rest apart", () => {
    const kinds = [{}, [], null, "text"].map((value) => [isObject(value), isList(value)]);
    assert.deepEqual(kinds, [
      [true, false],
      [false, true],
      [false, false],
      [false, false],
    ]);
  });
});
