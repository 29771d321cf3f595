import assert from "node:assert/strict";
import { verdictLine } from "../../cli/verdictLine";
import { judge } from "../../drill/verdict";
import { shopEvents } from "../drill/shopEvents";
import { shopTopology } from "../support/shopTopology";

describe("cli/verdictLine", () => {
  it("is one line of JSON with the verdict and both sides of the comparison", () => {
    const scene = { topology: shopTopology, failureKind: "refused", speed: 10 } as const;
    const judgement = judge({ events: shopEvents(), baselineProblems: [], worstLagSeconds: 0, ...scene });
    const result = { ...scene, judgement, fault: "kill-server", seed: 4207, tookSeconds: 16.04321 } as const;
    const line = verdictLine(result, 0.12345);
    assert.equal(line.indexOf("\n"), line.length - 1);
    assert.deepEqual(JSON.parse(line), {
      event: "verdict",
      verdict: "pass",
      stack: "prod",
      fault: "kill-server",
      failureKind: "refused",
      budget: shopTopology.budget,
      predicted: judgement.predicted,
      measured: judgement.measured,
      findings: [],
      speed: 10,
      seed: 4207,
      worstLagSeconds: 0.123,
      tookSeconds: 16.043,
    });
  });
});
