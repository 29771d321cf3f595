import assert from "node:assert/strict";
import { judge, type Evidence } from "../../drill/verdict";
import type { RehearsalEvent } from "../../rehearsal/events";
import { failoverBudget } from "../../route53/timing";
import { shopTopology } from "../support/shopTopology";
import { answer, faultSeconds, page, shopEvents } from "./shopEvents";

const evidence: Evidence = {
  events: shopEvents(),
  baselineProblems: [],
  topology: shopTopology,
  failureKind: "refused",
  speed: 10,
  worstLagSeconds: 0,
};

/** The verdict and the rules that were broken, for a change of the evidence. */
function rulesFor(change: Partial<Evidence>): { verdict: string; rules: string[] } {
  const { verdict, findings } = judge({ ...evidence, ...change });
  return { verdict, rules: findings.map(({ rule }) => rule) };
}

const without = (isDropped: (event: RehearsalEvent) => boolean) =>
  shopEvents().filter((event) => !isDropped(event));

const changed = (change: (event: RehearsalEvent) => RehearsalEvent) => shopEvents().map(change);

describe("drill/verdict", () => {
  it("passes a rehearsal that keeps the promise, with both sides of the comparison", () => {
    const { verdict, findings, predicted, measured } = judge(evidence);
    assert.deepEqual({ verdict, findings }, { verdict: "pass", findings: [] });
    assert.equal(predicted.failover.resolverSeconds.worstSeconds, 44);
    assert.equal(measured.failover.resolverSeconds, 35.5);
  });

  it("fails without a baseline, and says what was missing; nothing else is expected then", () => {
    const beforeFault = without(({ atSeconds }) => atSeconds >= faultSeconds);
    const judged = judge({ ...evidence, events: beforeFault, baselineProblems: ["One.", "Two."] });
    assert.equal(judged.verdict, "fail");
    assert.deepEqual(judged.findings, [
      { rule: "baseline", message: "One." },
      { rule: "baseline", message: "Two." },
    ]);
  });

  it("fails when the fault never took hold", () => {
    const events = without(({ atSeconds }) => atSeconds >= faultSeconds);
    assert.deepEqual(rulesFor({ events }), { verdict: "fail", rules: ["fault"] });
  });

  it("fails what nobody has seen", () => {
    const events = without(
      (event) => event.event === "answer" && event.observer === "resolver" && event.atSeconds > 60,
    );
    assert.deepEqual(rulesFor({ events }), { verdict: "fail", rules: ["failover-resolver-never"] });
  });

  it("fails what was late", () => {
    const events = changed((event) =>
      event.event === "answer" && event.atSeconds === 75.5
        ? { ...event, atSeconds: faultSeconds + 45.4 }
        : event,
    );
    assert.deepEqual(rulesFor({ events }), { verdict: "fail", rules: ["failover-resolver-late"] });
  });

  it("fails a budget above the RTO, whatever was measured", () => {
    const budget = { ...shopTopology.budget, rtoSeconds: 59.9 };
    assert.deepEqual(rulesFor({ topology: { ...shopTopology, budget } }), {
      verdict: "fail",
      rules: ["budget-within-rto"],
    });
  });

  it("fails a PRIMARY without a check, and says so", () => {
    const recordSets = shopTopology.zone.recordSets.map(({ HealthCheckId: _dropped, ...rest }) => rest);
    const topology = { ...shopTopology, zone: { ...shopTopology.zone, recordSets } };
    assert.deepEqual(rulesFor({ topology }), {
      verdict: "fail",
      rules: ["primary-check", "failover-check-never"],
    });
  });

  it("fails a request interval that is not the promised one", () => {
    const settings = {
      failureThreshold: 2,
      checkers: 16,
      ttlSeconds: 20,
      aggregationSeconds: 3,
      rtoSeconds: 120,
    };
    const budget = failoverBudget({ ...settings, requestIntervalSeconds: 30 });
    const { verdict, rules } = rulesFor({ topology: { ...shopTopology, budget } });
    assert.deepEqual([verdict, rules[0]], ["fail", "request-interval"]);
  });

  it("fails a threshold that is not the promised one", () => {
    const settings = {
      requestIntervalSeconds: 10,
      checkers: 16,
      ttlSeconds: 20,
      aggregationSeconds: 3,
      rtoSeconds: 80,
    };
    const budget = failoverBudget({ ...settings, failureThreshold: 3 });
    const { verdict, rules } = rulesFor({ topology: { ...shopTopology, budget } });
    assert.deepEqual([verdict, rules[0]], ["fail", "failure-threshold"]);
  });

  it("fails a check that turns at another share than 18 %", () => {
    const events = changed((event) =>
      event.event === "check" && event.healthyCheckers === 2 ? { ...event, healthy: true } : event,
    );
    const { verdict, rules } = rulesFor({ events });
    assert.deepEqual([verdict, rules[0]], ["fail", "healthy-share"]);
  });

  it("fails a TTL that is not the promised one", () => {
    const events = changed((event) => (event.event === "answer" ? { ...event, wireTtlSeconds: 1 } : event));
    assert.deepEqual(rulesFor({ events }), { verdict: "fail", rules: ["wire-ttl"] });
  });

  it("fails a wrong answer", () => {
    const events = [...shopEvents(), answer("resolver", 134.9, "backup")];
    assert.deepEqual(rulesFor({ events }), { verdict: "fail", rules: ["answers"] });
  });

  it("fails a page from the wrong site", () => {
    const events = [...shopEvents(), page("fresh", 134.8, "backup")];
    assert.deepEqual(rulesFor({ events }), { verdict: "fail", rules: ["pages"] });
  });

  it("fails a check that did not follow its own probes", () => {
    // Every probe of the primary that failed is said to have started 3 s later than it did.
    const events = changed((event) =>
      event.event === "probe" && !event.passed
        ? { ...event, startedAtSeconds: event.startedAtSeconds + 3 }
        : event,
    );
    assert.deepEqual(rulesFor({ events }), { verdict: "fail", rules: ["failover-detection-model"] });
  });

  it("is inconclusive on a machine that lagged more than 0.8 s", () => {
    assert.deepEqual(rulesFor({ worstLagSeconds: 0.8 }), { verdict: "pass", rules: [] });
    assert.deepEqual(judge({ ...evidence, worstLagSeconds: 0.81 }).findings, [
      {
        rule: "schedule",
        message:
          "This machine was too busy to keep the schedule: up to 0.81 s late, more than 0.8 s. A lower --speed needs less of it.",
        limitSeconds: 0.8,
        measuredSeconds: 0.81,
      },
    ]);
    assert.equal(rulesFor({ worstLagSeconds: 0.81 }).verdict, "inconclusive");
  });

  it("lets lag excuse lateness, but neither a broken rule nor what never happened", () => {
    const late = changed((event) =>
      event.event === "answer" && event.atSeconds === 75.5
        ? { ...event, atSeconds: faultSeconds + 45.4 }
        : event,
    );
    assert.deepEqual(rulesFor({ events: late, worstLagSeconds: 1 }), {
      verdict: "inconclusive",
      rules: ["failover-resolver-late", "schedule"],
    });
    const wrong = [...shopEvents(), answer("resolver", 134.9, "backup")];
    assert.equal(rulesFor({ events: wrong, worstLagSeconds: 1 }).verdict, "fail");
    const never = without(
      (event) => event.event === "answer" && event.observer === "resolver" && event.atSeconds > 60,
    );
    assert.equal(rulesFor({ events: never, worstLagSeconds: 1 }).verdict, "fail");
  });

  it("never judges a resolver that clamps, though it would judge another for the same answers", () => {
    // Moved only after the restore, with more than the promised 2 s on the wire.
    const isMove = (event: RehearsalEvent) =>
      event.event === "answer" && event.observer === "clamping" && event.atSeconds === 84.5;
    const late = [...without(isMove), answer("clamping", 134.9, "backup", 3)];
    assert.deepEqual(rulesFor({ events: late }), { verdict: "pass", rules: [] });
    const judged = [...shopEvents(), answer("resolver", 134.9, "backup", 3)];
    assert.deepEqual(rulesFor({ events: judged }), { verdict: "fail", rules: ["wire-ttl", "answers"] });
  });
});
