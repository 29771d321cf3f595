import assert from "node:assert/strict";
import { evaluationRange, isInAlarm, type AlarmRule } from "../../../rehearsal/watcher/alarmRule";

/** Three of three values below 1. */
const three: AlarmRule = {
  comparisonOperator: "LessThanThreshold",
  threshold: 1,
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  treatMissingData: "breaching",
};

/** As the User Guide writes them: 0 is within the threshold, X breaches it, - is missing. */
const valuesIn = (points: string) =>
  points.split(" ").map((point) => ({ "0": 1, X: 0, "-": null })[point] ?? null);

describe("rehearsal/watcher/alarmRule", () => {
  it("looks back two minutes further than it judges, as in AWS's example", () => {
    assert.deepEqual(
      [1, 2, 3, 15].map((evaluationPeriods) => evaluationRange({ evaluationPeriods })),
      [3, 4, 5, 17],
    );
  });

  // "Configuring how CloudWatch alarms treat missing data": the table of three of three, with what follows from its rules.
  for (const [points, breaching, notBreaching] of [
    ["0 - X - X", false, false],
    ["- - - - 0", false, false],
    ["- - - - -", true, false],
    ["0 X X - X", true, true],
    ["- - X - -", true, false],
    ["X X 0 X X", false, false],
    ["0 0 X X X", true, true],
    ["0 0 - X X", false, false],
  ] as const) {
    it(`three of three, ${points}`, () => {
      assert.equal(isInAlarm(three, valuesIn(points)), breaching);
      assert.equal(isInAlarm({ ...three, treatMissingData: "notBreaching" }, valuesIn(points)), notBreaching);
    });
  }

  // The same page's table of two of three.
  for (const [points, breaching, notBreaching] of [
    ["0 - X - X", true, true],
    ["0 0 X 0 X", true, true],
    ["0 - X - -", true, false],
    ["- - - - 0", true, false],
    ["- - - X -", true, false],
  ] as const) {
    it(`two of three, ${points}`, () => {
      const two = { ...three, datapointsToAlarm: 2 };
      assert.equal(isInAlarm(two, valuesIn(points)), breaching);
      assert.equal(isInAlarm({ ...two, treatMissingData: "notBreaching" }, valuesIn(points)), notBreaching);
    });
  }

  for (const [comparisonOperator, inAlarm] of [
    ["LessThanThreshold", [true, false, false]],
    ["GreaterThanThreshold", [false, false, true]],
  ] as const) {
    it(`takes the threshold itself for within it: ${comparisonOperator}`, () => {
      const one = { ...three, comparisonOperator, evaluationPeriods: 1, datapointsToAlarm: 1 };
      assert.deepEqual(
        [0.999, 1, 1.001].map((value) => isInAlarm(one, [null, null, value])),
        inAlarm,
      );
    });
  }
});
