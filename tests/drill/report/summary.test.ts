import assert from "node:assert/strict";
import { verdictOnAll } from "../../../drill/report/summary";
import { sampleCase, sampleSummary } from "./sampleSummary";

describe("drill/report/summary", () => {
  it("says of each fault what was expected, what was seen and what was found", () => {
    const finding = { rule: "pages", message: "No.", limitSeconds: null, measuredSeconds: null };
    const failed = sampleCase("http-500", { verdict: "fail", sentence: "no.", findings: [finding] });
    const summary = sampleSummary([sampleCase("kill-server"), { ...failed, flipSeconds: null }]);
    assert.deepEqual(summary, {
      schemaVersion: 1,
      verdict: "fail",
      sentence: "1 of 2 faults go as the rules say.",
      hostname: "www.example.com",
      settings: { stack: "prod", speed: 10, seed: 4207 },
      tookWallSeconds: 99.123,
      cases: [
        {
          fault: "kill-server",
          verdict: "pass",
          sentence:
            "clients were sent to the backup after 35.5 s (promised 44 s, accepted 60 s), and home again.",
          expected: "moves to the backup",
          seen: "moves to the backup",
          flipSeconds: 21,
          failedShopperSeconds: 36,
          findings: [],
        },
        {
          fault: "http-500",
          verdict: "fail",
          sentence: "no.",
          expected: "moves to the backup",
          seen: "moves to the backup",
          flipSeconds: null,
          failedShopperSeconds: 36,
          findings: [finding],
        },
      ],
    });
  });

  it("passes when every case does, and lets a failure count more than a busy machine", () => {
    assert.deepEqual(
      ([["pass", "pass"], ["pass", "inconclusive"], ["inconclusive", "fail"], []] as const).map(verdictOnAll),
      ["pass", "inconclusive", "fail", "pass"],
    );
  });
});
