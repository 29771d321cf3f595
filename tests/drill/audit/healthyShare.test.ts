import assert from "node:assert/strict";
import { auditHealthyShare } from "../../../drill/audit/healthyShare";
import type { RehearsalEvent } from "../../../rehearsal/events";
import { checkerNames, opinion, report, shopEvents } from "../shopEvents";

/** The first `healthy` of `checkers` checkers call the endpoint healthy; reported after each opinion. */
function vote(healthy: number, checkers: number): RehearsalEvent[] {
  return checkerNames
    .slice(0, checkers)
    .flatMap((checker, index) => [
      opinion("hc-primary", checker, index, index < healthy),
      report("hc-primary", index, Math.min(index + 1, healthy), index + 1),
    ]);
}

describe("drill/audit/healthyShare", () => {
  it("finds nothing in a rehearsal that follows the rule", () => {
    assert.deepEqual(auditHealthyShare(shopEvents(), []), []);
  });

  // More than 18 %: 3 of 16 and 2 of 6 are, 2 of 16 and 1 of 6 are not; 9 of 50 would be exactly 18 %.
  for (const [healthy, checkers, isHealthy] of [
    [3, 16, true],
    [2, 16, false],
    [2, 6, true],
    [1, 6, false],
    [16, 16, true],
    [0, 16, false],
    [1, 1, true],
  ] as const) {
    const [right, wrong] = isHealthy ? ["healthy", "unhealthy"] : ["unhealthy", "healthy"];

    it(`${healthy} of ${checkers} must be ${right}`, () => {
      assert.deepEqual(auditHealthyShare(vote(healthy, checkers), []), []);
      const lying = vote(healthy, checkers).map((event, index, events) =>
        event.event === "check" && index === events.length - 1 ? { ...event, healthy: !isHealthy } : event,
      );
      assert.deepEqual(auditHealthyShare(lying, []), [
        `hc-primary is ${wrong} with ${healthy} of ${checkers} checkers healthy.`,
        `hc-primary did not report being ${right} with ${healthy} of ${checkers} checkers healthy.`,
      ]);
    });
  }

  it("leaves a CALCULATED check, which nobody votes on, to its own audit", () => {
    const calculated = { Id: "hc-primary", HealthCheckConfig: { Type: "CALCULATED" } } as const;
    const unhealthy = { ...report("hc-primary", 1, 0, 0), healthy: false };
    assert.deepEqual(auditHealthyShare([unhealthy], [calculated]), []);
  });

  it("a check that is declared inverted is healthy while too few checkers call it so", () => {
    const inverted = { Id: "hc-primary", HealthCheckConfig: { Type: "HTTP", Inverted: true } } as const;
    const turned = vote(2, 16).map((event) =>
      event.event === "check" ? { ...event, healthy: !event.healthy } : event,
    );
    assert.deepEqual(auditHealthyShare(turned, [inverted]), []);
    assert.deepEqual(
      auditHealthyShare(vote(2, 16), [inverted]).at(-1),
      "hc-primary did not report being healthy with 2 of 16 checkers healthy.",
    );
  });

  it("18 % exactly is unhealthy", () => {
    const names = Array.from({ length: 50 }, (_, index) => `us-east-1-${index}`);
    const events: RehearsalEvent[] = [
      ...names.map((checker, index) => opinion("hc-primary", checker, 1, index < 9)),
      {
        event: "check",
        atSeconds: 1,
        checkId: "hc-primary",
        healthy: true,
        healthyCheckers: 9,
        checkers: 50,
      },
    ];
    assert.equal(
      auditHealthyShare(events, []).at(-2),
      "hc-primary is healthy with 9 of 50 checkers healthy.",
    );
  });

  it("notices a change that is not reported before the next opinion, or at the end", () => {
    const [first, second] = [checkerNames[0]!, checkerNames[1]!];
    const events = [
      opinion("hc-primary", first, 1, true),
      opinion("hc-primary", second, 2, true),
      report("hc-primary", 2, 2, 2),
      opinion("hc-primary", second, 3, false),
    ];
    assert.deepEqual(auditHealthyShare(events, []), [
      "hc-primary did not report being healthy with 1 of 1 checkers healthy.",
      "hc-primary did not report being healthy with 1 of 2 checkers healthy.",
    ]);
  });

  for (const [healthyCheckers, checkers] of [
    [1, 2],
    [2, 3],
  ] as const) {
    it(`notices a count of ${healthyCheckers} of ${checkers} where 2 of 2 are healthy`, () => {
      const events = vote(2, 2);
      events.push(report("hc-primary", 9, healthyCheckers, checkers), report("hc-primary", 9, 2, 2));
      assert.deepEqual(auditHealthyShare(events, []), [
        `hc-primary reports ${healthyCheckers} of ${checkers} checkers healthy with 2 of 2 checkers healthy.`,
      ]);
    });
  }

  const update = (inverted: boolean): RehearsalEvent => ({
    event: "update",
    atSeconds: 20,
    checkId: "hc-primary",
    inverted,
  });
  const told = (healthy: boolean, healthyCheckers: number): RehearsalEvent => ({
    ...report("hc-primary", 20, healthyCheckers),
    healthy,
  });

  it("turns the rule round while a check is inverted, and demands its report at once, both ways", () => {
    const [first] = checkerNames as [string];
    const events = [
      ...vote(3, 16),
      update(true),
      told(false, 3),
      opinion("hc-primary", first, 21, false),
      told(true, 2),
      update(false),
      told(false, 2),
    ];
    assert.deepEqual(auditHealthyShare(events, []), []);
    assert.deepEqual(auditHealthyShare([...vote(3, 16), update(true)], []), [
      "hc-primary did not report being unhealthy with 3 of 16 checkers healthy.",
    ]);
    assert.deepEqual(auditHealthyShare([...vote(3, 16), update(true), told(true, 3), told(false, 3)], []), [
      "hc-primary is healthy with 3 of 16 checkers healthy.",
    ]);
  });

  it("is content without any opinion", () => {
    assert.deepEqual(auditHealthyShare([], []), []);
  });
});
