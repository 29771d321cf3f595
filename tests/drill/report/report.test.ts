import assert from "node:assert/strict";
import { shopEvents } from "../shopEvents";
import { sampleReport } from "./sampleReport";

describe("drill/report/report", () => {
  it("says what made the run, what was promised and what came of it", () => {
    const { figures: _figures, timeline: _timeline, sentence: _sentence, ...rest } = sampleReport();
    assert.deepEqual(rest, {
      schemaVersion: 1,
      verdict: "pass",
      hostname: "www.example.com",
      sites: [
        { role: "primary", region: "us-east-1", publicIp: "192.0.2.10" },
        { role: "backup", region: "us-west-1", publicIp: "198.51.100.20" },
      ],
      settings: {
        stack: "prod",
        fault: "kill-server",
        expected: "moves to the backup",
        failureKind: "refused",
        speed: 10,
        seed: 4207,
        requestIntervalSeconds: 10,
        failureThreshold: 2,
        ttlSeconds: 20,
        rehearsedTtlSeconds: 20,
        aggregationSeconds: 3,
      },
      budget: { promisedSeconds: 44, acceptedSeconds: 60 },
      faultSeconds: 40,
      restoreSeconds: 100,
      endSeconds: 134.8,
      worstLagSeconds: 0,
      tookWallSeconds: 16.04,
      shoppers: [
        {
          kind: "fresh",
          longestGapSeconds: 37,
          failedRequests: 36,
          toBackupSeconds: 36.6,
          homeSeconds: 30.6,
        },
        {
          kind: "pooled",
          longestGapSeconds: 37,
          failedRequests: 36,
          toBackupSeconds: 36.6,
          homeSeconds: null,
        },
        {
          kind: "clamped",
          longestGapSeconds: 46,
          failedRequests: 45,
          toBackupSeconds: 45.6,
          homeSeconds: null,
        },
        {
          kind: "forever",
          longestGapSeconds: 61,
          failedRequests: 60,
          toBackupSeconds: null,
          homeSeconds: 0.6,
        },
      ],
      findings: [],
    });
  });

  it("puts predicted and measured side by side, with a source for both", () => {
    const { figures } = sampleReport();
    assert.deepEqual(
      figures.map(({ leg, milestone, worstSeconds, measuredSeconds }) => [
        leg,
        milestone,
        worstSeconds,
        measuredSeconds,
      ]),
      [
        ["failover", "firstProbe", 10, 0],
        ["failover", "check", 20, 17.8],
        ["failover", "authoritative", 23, 21],
        ["failover", "resolver", 44, 35.5],
        ["failover", "shopper", 48, 36.6],
        ["failback", "firstProbe", 10, 0],
        ["failback", "check", 20, 11.2],
        ["failback", "authoritative", 23, 14.5],
        ["failback", "resolver", 44, 30],
        ["failback", "shopper", 48, 30.6],
      ],
    );
    assert.ok(
      figures.every(({ predictedFrom, measuredFrom }) => predictedFrom !== "" && measuredFrom !== ""),
    );
  });

  it("has null for what is unknown", () => {
    const events = shopEvents().filter((event) => event.event !== "answer" || event.atSeconds < 40);
    const { verdict, figures, findings } = sampleReport({ events });
    assert.equal(verdict, "fail");
    assert.equal(figures.find(({ milestone }) => milestone === "resolver")?.measuredSeconds, null);
    const never = findings.find(({ rule }) => rule === "failover-resolver-never");
    // 44 s, the half second between two questions, and a fifth of the 4 s in which a probe must connect.
    assert.deepEqual([never?.limitSeconds, never?.measuredSeconds], [45.3, null]);
  });

  it("compares nothing when nothing was broken or no move was due", () => {
    const events = shopEvents().filter(({ atSeconds }) => atSeconds < 40);
    const unbroken = sampleReport({ events, baselineProblems: ["The stack is not whole."] });
    assert.deepEqual([unbroken.faultSeconds, unbroken.figures], [null, []]);
    const expectation = {
      answers: "primary",
      unhealthySites: ["backup"],
      failsTooFewProbes: false,
      primaryPages: "all",
    } as const;
    const stays = sampleReport({ expectation });
    assert.deepEqual([stays.settings.expected, stays.figures], ["stays at the primary", []]);
  });
});
