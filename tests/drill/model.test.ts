import assert from "node:assert/strict";
import { modelFindings } from "../../drill/model";
import { measure, type Timeline } from "../../drill/timeline";
import { failoverBudget } from "../../route53/timing";
import { shopTopology } from "../support/shopTopology";
import { checkerNames, restoreSeconds, shopEvents } from "./shopEvents";

const good = measure(shopEvents(), shopTopology);

const quick = { checkers: 16, ttlSeconds: 20, aggregationSeconds: 3, rtoSeconds: 60 };

/** What the model does not explain: rules, and the limits that were broken. */
function findings(measured: Timeline, failureKind: "refused" | "blackhole" = "refused") {
  return modelFindings(shopEvents(), shopTopology, failureKind, measured).map((finding) => [
    finding.rule,
    Math.round((finding.limitSeconds ?? NaN) * 1000) / 1000,
  ]);
}

const withCheck = (
  leg: "failover" | "failback",
  checkSeconds: number | null,
  authoritativeSeconds: number | null,
) => ({
  ...good,
  [leg]: { ...good[leg], checkSeconds, authoritativeSeconds },
});

describe("drill/model", () => {
  it("explains a rehearsal that follows the rules: 17.8 s to leave, 11.2 s to come home, 3 s more to the answers", () => {
    assert.deepEqual(findings(good), []);
  });

  // 10 % of 17.8 s is more than 1 s: 16.02 to 19.58 s.
  for (const [checkSeconds, expected] of [
    [16.021, []],
    [16.019, [["failover-detection-model", 16.02]]],
    [19.579, []],
    [19.581, [["failover-detection-model", 19.58]]],
  ] as const) {
    it(`detection after ${checkSeconds} s: ${expected.length} findings`, () => {
      assert.deepEqual(findings(withCheck("failover", checkSeconds, checkSeconds + 3)), expected);
    });
  }

  // 11.2 s, ± 1.12 s.
  for (const [checkSeconds, expected] of [
    [10.081, []],
    [10.079, [["failback-recovery-model", 10.08]]],
    [12.319, []],
    [12.321, [["failback-recovery-model", 12.32]]],
  ] as const) {
    it(`recovery after ${checkSeconds} s: ${expected.length} findings`, () => {
      assert.deepEqual(findings(withCheck("failback", checkSeconds, checkSeconds + 3)), expected);
    });
  }

  // 3 s, ± 1.3 s.
  for (const leg of ["failover", "failback"] as const) {
    const check = good[leg].checkSeconds ?? NaN;
    for (const [afterCheck, expected] of [
      [1.701, []],
      [1.699, [[`${leg}-aggregation-model`, 1.7]]],
      [4.299, []],
      [4.301, [[`${leg}-aggregation-model`, 4.3]]],
    ] as const) {
      it(`${leg}: the answer ${afterCheck} s after the check: ${expected.length} findings`, () => {
        assert.deepEqual(findings(withCheck(leg, check, check + afterCheck)), expected);
      });
    }
  }

  it("counts what a failing probe costs: 4 s each would make it 7.8 + 14 + 4 s", () => {
    assert.deepEqual(findings(good, "blackhole"), [["failover-detection-model", 23.22]]);
  });

  // 2 probes of 0.3 s: 17.8 + 0.6 s, ± 10 %. Of 3 s, no more than the accepted lag of 0.8 s counts: 17.8 + 1.6 s.
  for (const [tookSeconds, latest] of [
    [0.3, 20.24],
    [3, 21.34],
  ] as const) {
    it(`counts what this machine adds to probes that took ${tookSeconds} s`, () => {
      const events = shopEvents().map((event) =>
        event.event === "probe" && !event.passed
          ? { ...event, atSeconds: event.atSeconds + tookSeconds }
          : event,
      );
      const rules = (checkSeconds: number) =>
        modelFindings(events, shopTopology, "refused", withCheck("failover", checkSeconds, null)).map(
          ({ rule }) => rule,
        );
      assert.deepEqual(rules(latest - 0.001), []);
      assert.deepEqual(rules(latest + 0.001), ["failover-detection-model"]);
    });
  }

  it("allows 1 s where that is more than 10 %: at a threshold of 1, the way home takes 1.2 s", () => {
    const budget = failoverBudget({ ...quick, requestIntervalSeconds: 10, failureThreshold: 1 });
    const rules = (checkSeconds: number) =>
      modelFindings(shopEvents(), { ...shopTopology, budget }, "refused", {
        ...withCheck("failover", 7.8, null),
        failback: { ...good.failback, checkSeconds, authoritativeSeconds: null },
      }).map(({ rule }) => rule);
    assert.deepEqual(rules(2.199), []);
    assert.deepEqual(rules(2.201), ["failback-recovery-model"]);
  });

  it("takes checkers that never failed for home: with two of them, the first to return is the third", () => {
    // The first two of the sixteen see the primary all the time, so that the third one's phase counts: 1.2 + 10 s.
    const seeing = checkerNames.slice(0, 2);
    const events = shopEvents().map((event) =>
      event.event === "probe" && seeing.includes(event.checker) ? { ...event, passed: true } : event,
    );
    const rules = (leg: "failover" | "failback", checkSeconds: number) =>
      modelFindings(events, shopTopology, "refused", withCheck(leg, checkSeconds, null)).map(
        ({ rule }) => rule,
      );
    assert.deepEqual(rules("failback", 12.319), []);
    assert.deepEqual(rules("failback", 12.321), ["failback-recovery-model"]);
    // Fourteen have to leave, and the last of them is the sixteenth: 9 + 10 s, ± 10 %.
    assert.deepEqual(rules("failover", 17.101), []);
    assert.deepEqual(rules("failover", 17.099), ["failover-detection-model"]);
  });

  it("expects an inverted check to turn at once, both ways, within 1 s", () => {
    const rules = (checkSeconds: number) =>
      modelFindings(shopEvents(), shopTopology, "inverted", {
        ...good,
        failover: { ...good.failover, checkSeconds, authoritativeSeconds: checkSeconds + 3 },
        failback: { ...good.failback, checkSeconds, authoritativeSeconds: checkSeconds + 3 },
      }).map(({ rule }) => rule);
    assert.deepEqual(rules(1), []);
    assert.deepEqual(rules(1.001), ["failover-detection-model", "failback-recovery-model"]);
  });

  it("says what was expected", () => {
    const [finding] = modelFindings(shopEvents(), shopTopology, "refused", withCheck("failover", 30, null));
    assert.equal(
      finding?.message,
      "failover: detection took 30.0 s; given these probes it takes 17.8 s (± 1.8 s).",
    );
  });

  it("leaves what was not measured, or cannot be expected, to the limits", () => {
    assert.deepEqual(findings(withCheck("failover", null, null)), []);
    assert.deepEqual(modelFindings([], shopTopology, "refused", measure([], shopTopology)), []);
    const withoutProbes = shopEvents().filter(
      ({ event, atSeconds }) => event !== "probe" || atSeconds > restoreSeconds,
    );
    assert.deepEqual(modelFindings(withoutProbes, shopTopology, "refused", good), []);
  });
});
