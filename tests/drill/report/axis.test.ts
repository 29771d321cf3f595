import assert from "node:assert/strict";
import { timeAxis } from "../../../drill/report/axis";

describe("drill/report/axis", () => {
  it("places instants as shares of the width, and what lies outside at the edge", () => {
    const axis = timeAxis({ endSeconds: 200, faultSeconds: 40 });
    assert.deepEqual([-1, 0, 50, 200, 201].map(axis.percent), ["0%", "0%", "25%", "100%", "100%"]);
    assert.deepEqual([-1, 0, 50, 200, 201].map(axis.units), [0, 0, 250, 1000, 1000]);
  });

  it("counts from the fault", () => {
    const { ticks } = timeAxis({ endSeconds: 100, faultSeconds: 40 });
    assert.deepEqual(
      ticks.map(({ atSeconds, label }) => [atSeconds, label]),
      [
        [0, "\u221240"],
        [10, "\u221230"],
        [20, "\u221220"],
        [30, "\u221210"],
        [40, "0"],
        [50, "10"],
        [60, "20"],
        [70, "30"],
        [80, "40"],
        [90, "50"],
        [100, "60"],
      ],
    );
  });

  it("counts from the start when nothing was broken, even if nothing happened at all", () => {
    const labels = (endSeconds: number) =>
      timeAxis({ endSeconds, faultSeconds: null }).ticks.map(({ label }) => label);
    assert.deepEqual(labels(40), ["0", "5", "10", "15", "20", "25", "30", "35", "40"]);
    assert.equal(labels(0)[0], "0");
    assert.equal(timeAxis({ endSeconds: 0, faultSeconds: null }).percent(0), "0%");
  });
});
