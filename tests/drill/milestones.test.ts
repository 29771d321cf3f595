import assert from "node:assert/strict";
import { milestonesOf } from "../../drill/milestones";

describe("drill/milestones", () => {
  const fromTheCheckOn = ["checkSeconds", "authoritativeSeconds", "resolverSeconds", "shopperSeconds"];

  it("begin with the first probe, whatever it costs", () => {
    for (const kind of ["refused", "noReply", "blackhole", "slowBody"] as const)
      assert.deepEqual(milestonesOf(kind), ["firstProbeSeconds", ...fromTheCheckOn]);
  });

  it("begin with the check where no probe of the primary changes, or not both ways", () => {
    for (const kind of ["inverted", "switched", "held"] as const)
      assert.deepEqual(milestonesOf(kind), fromTheCheckOn);
  });
});
