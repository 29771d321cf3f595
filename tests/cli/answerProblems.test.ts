import assert from "node:assert/strict";
import { blaming, firstLines, refuseIfAny } from "../../cli/answerProblems";
import { ZoneError } from "../../route53/zoneError";

const lines = (count: number) => Array.from({ length: count }, (_, at) => `line ${at}`);

describe("cli/answerProblems", () => {
  for (const [count, shown] of [
    [0, []],
    [20, lines(20)],
    [21, [...lines(20), "and 1 more."]],
    [10_020, [...lines(20), "and 10000 more."]],
  ] as const) {
    it(`shows the first of ${count} lines`, () => {
      assert.deepEqual(firstLines(lines(count)), shown);
    });
  }

  it("refuses where there is a problem, a line for each", () => {
    refuseIfAny([]);
    assert.throws(
      () => {
        refuseIfAny(["one", "two"]);
      },
      { name: "UserError", message: "one\ntwo" },
    );
  });

  it("names the file in front of each problem", () => {
    const refuse = () => {
      throw new ZoneError(["one", "two"]);
    };
    assert.throws(() => blaming("zone.json", refuse), {
      name: "UserError",
      message: "zone.json: one\nzone.json: two",
    });
  });

  it("hands on what the work yields, and errors of another kind", () => {
    const defect = new TypeError("a defect");
    const fail = () => {
      throw defect;
    };
    assert.equal(
      blaming("zone.json", () => 7),
      7,
    );
    assert.throws(() => blaming("zone.json", fail), defect);
  });
});
