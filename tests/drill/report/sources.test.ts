import assert from "node:assert/strict";
import { milestoneNames } from "../../../drill/milestones";
import { predictedFrom } from "../../../drill/report/sources";

describe("drill/report/sources", () => {
  it("names the failureThreshold and the 18 % for a check that probes turn, and neither for an inverted one", () => {
    assert.match(predictedFrom("checkSeconds", "refused"), /^failureThreshold probes .* 18 % or fewer/);
    assert.equal(
      predictedFrom("checkSeconds", "inverted"),
      "No probe decides it: Inverted turns the status that the checkers' opinions give, as soon as it is set " +
        "(API UpdateHealthCheck, Inverted).",
    );
  });

  it("gives the other instants the same source, whatever the fault", () => {
    for (const name of milestoneNames.filter((each) => each !== "checkSeconds"))
      assert.equal(predictedFrom(name, "inverted"), predictedFrom(name, "blackhole"));
  });
});
