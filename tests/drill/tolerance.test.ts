import assert from "node:assert/strict";
import { acceptedLagSeconds, toleranceSeconds } from "../../drill/tolerance";
import { milestoneNames } from "../../drill/milestones";

describe("drill/tolerance", () => {
  it("accepts a lag of 20 % of the 4 s that a connection may take", () => {
    assert.equal(acceptedLagSeconds, 0.8);
  });

  it("grants the answers one poll of 0.5 s on top", () => {
    const tolerances = milestoneNames.map((name) => [name, toleranceSeconds(name)]);
    assert.deepEqual(tolerances, [
      ["firstProbeSeconds", 0.8],
      ["checkSeconds", 0.8],
      ["authoritativeSeconds", 1.3],
      ["resolverSeconds", 1.3],
      ["shopperSeconds", 0.8],
    ]);
  });
});
