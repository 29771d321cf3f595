/**
 * The expected values are plain arithmetic on AWS's documented limits, written out by hand, and a simulation of
 * checkers that shares nothing with the formulas but the checker itself.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { observe, type CheckerState } from "../../route53/checker";
import { isHealthyByCheckers } from "../../route53/healthCheck";
import {
  detectionBounds,
  detectionProbability,
  detectionSeconds,
  failoverBudget,
  outageThatCanFlipSeconds,
  outageThatMustFlipSeconds,
  probeCostSeconds,
  recoveryBounds,
  recoverySeconds,
} from "../../route53/timing";

const fast = { requestIntervalSeconds: 10, failureThreshold: 2, checkers: 16 };
const slow = { requestIntervalSeconds: 30, failureThreshold: 3, checkers: 16 };

function assertNear(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);
}

describe("failoverBudget", () => {
  it("knows what a failing probe costs: connection 4 s, status line 2 s more, body 2 s more", () => {
    assert.deepEqual(probeCostSeconds, { refused: 0, noReply: 2, blackhole: 4, slowBody: 8 });
  });

  it("is k(I+T) + aggregation + TTL + 1 at worst: 44, 48, 52 and 60 s for I=10, k=2, TTL=20", () => {
    const settings = {
      ...fast,
      ttlSeconds: 20,
      aggregationSeconds: 3,
      rtoSeconds: 60,
      healthScriptPeriodSeconds: 5,
    };
    assert.deepEqual(failoverBudget(settings), {
      rtoSeconds: 60,
      ttlSeconds: 20,
      aggregationSeconds: 3,
      worstSeconds: 60,
      kinds: {
        refused: { detectionTypicalSeconds: 18.2, detectionWorstSeconds: 20, totalWorstSeconds: 44 },
        noReply: { detectionTypicalSeconds: 22.2, detectionWorstSeconds: 24, totalWorstSeconds: 48 },
        blackhole: { detectionTypicalSeconds: 26.2, detectionWorstSeconds: 28, totalWorstSeconds: 52 },
        slowBody: { detectionTypicalSeconds: 34.2, detectionWorstSeconds: 36, totalWorstSeconds: 60 },
        shopBroken: { detectionTypicalSeconds: 20.7, detectionWorstSeconds: 25, totalWorstSeconds: 49 },
      },
    });
  });

  it("has no row for a broken shop without a health script: I=30, k=3, TTL=60", () => {
    const settings = { ...slow, ttlSeconds: 60, aggregationSeconds: 3, rtoSeconds: 180 };
    assert.deepEqual(failoverBudget(settings), {
      rtoSeconds: 180,
      ttlSeconds: 60,
      aggregationSeconds: 3,
      worstSeconds: 178,
      kinds: {
        refused: { detectionTypicalSeconds: 84.7, detectionWorstSeconds: 90, totalWorstSeconds: 154 },
        noReply: { detectionTypicalSeconds: 90.7, detectionWorstSeconds: 96, totalWorstSeconds: 160 },
        blackhole: { detectionTypicalSeconds: 96.7, detectionWorstSeconds: 102, totalWorstSeconds: 166 },
        slowBody: { detectionTypicalSeconds: 108.7, detectionWorstSeconds: 114, totalWorstSeconds: 178 },
      },
    });
  });

  it("takes its worst from the broken shop where the script is slow enough: 60 + 20 + 3 + 20 + 1", () => {
    const settings = {
      ...fast,
      ttlSeconds: 20,
      aggregationSeconds: 3,
      rtoSeconds: 60,
      healthScriptPeriodSeconds: 60,
    };
    assert.equal(failoverBudget(settings).worstSeconds, 104);
  });

  it("rounds to tenths of a second: 20 + 2.25 + 20 + 1", () => {
    const settings = { ...fast, ttlSeconds: 20, aggregationSeconds: 2.25, rtoSeconds: 60 };
    assert.equal(failoverBudget(settings).kinds.refused.totalWorstSeconds, 43.3);
  });
});

describe("detection", () => {
  const phases = [7.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 6.5];
  const known: [what: string, phasesSeconds: number[], threshold: number, cost: number, expected: number][] =
    [
      ["14 of 16 checkers, k=1, refused", phases, 1, 0, 6.5],
      ["14 of 16 checkers, k=1, blackhole", phases, 1, 4, 10.5],
      ["14 of 16 checkers, k=3, blackhole", phases, 3, 4, 6.5 + 2 * 14 + 4],
      ["5 of the 6 checkers of 3 regions, k=2, no reply", [9, 1, 2, 3, 4, 5], 2, 2, 5 + 12 + 2],
      ["a single checker", [3], 1, 0, 3],
    ];
  for (const [what, phasesSeconds, failureThreshold, cost, expected] of known) {
    it(`with known phases waits for the last checker needed: ${what}`, () => {
      const check = { phasesSeconds, requestIntervalSeconds: 10, failureThreshold, probeCostSeconds: cost };
      assert.equal(detectionSeconds(check), expected);
    });
  }

  it("of a check without checkers is not a number", () => {
    const check = { phasesSeconds: [], requestIntervalSeconds: 10, failureThreshold: 1, probeCostSeconds: 0 };
    assert.equal(detectionSeconds(check), NaN);
    assert.equal(recoverySeconds(check), NaN);
  });

  const bounds: [
    interval: number,
    threshold: number,
    cost: number,
    earliest: number,
    typical: number,
    worst: number,
  ][] = [
    [10, 1, 0, 0, 140 / 17, 10],
    [10, 1, 10, 10, 140 / 17 + 10, 20],
    [10, 2, 4, 18, 140 / 17 + 18, 28],
    [30, 3, 0, 60, 420 / 17 + 60, 90],
    [30, 5, 2, 130, 420 / 17 + 130, 160],
  ];
  for (const [interval, failureThreshold, cost, earliestSeconds, typicalSeconds, worstSeconds] of bounds) {
    it(`lies between its bounds: I=${interval}, k=${failureThreshold}, T=${cost}`, () => {
      const check = {
        requestIntervalSeconds: interval,
        failureThreshold,
        probeCostSeconds: cost,
        checkers: 16,
      };
      assert.deepEqual(detectionBounds(check), { earliestSeconds, typicalSeconds, worstSeconds });
    });
  }

  it("has a distribution: nothing before the earliest, all by the worst, 95 % just before it", () => {
    const within = (withinSeconds: number): number =>
      detectionProbability({ ...fast, probeCostSeconds: 4, withinSeconds });
    assert.equal(within(17.9), 0);
    assert.equal(within(28), 1);
    assert.equal(within(29), 1);
    assert.ok(within(27.4) < 0.95 && within(27.5) > 0.95);
  });

  it("has a distribution by order statistics: 5 of 6 uniform phases before the middle have 7 chances in 64", () => {
    const check = { requestIntervalSeconds: 30, failureThreshold: 1, probeCostSeconds: 0 };
    assertNear(detectionProbability({ ...check, checkers: 6, withinSeconds: 15 }), 7 / 64);
    assertNear(detectionProbability({ ...check, checkers: 1, withinSeconds: 10 }), 1 / 3);
  });

  it("happens when simulated checkers turn the check, and within its bounds", () => {
    fc.assert(
      fc.property(cadences(), ({ phases: shares, interval, threshold, cost }) => {
        const phasesSeconds = shares.map((share) => share * interval);
        const check = {
          requestIntervalSeconds: interval,
          failureThreshold: threshold,
          probeCostSeconds: cost,
        };
        const seconds = detectionSeconds({ ...check, phasesSeconds });
        assertNear(seconds, simulated(phasesSeconds, interval, threshold, cost, false));
        const { earliestSeconds, worstSeconds } = detectionBounds({
          ...check,
          checkers: phasesSeconds.length,
        });
        assert.ok(earliestSeconds <= seconds && seconds <= worstSeconds);
      }),
    );
  });
});

describe("recovery", () => {
  it("with known phases waits for the third of 16 checkers, and for the second of 6", () => {
    const check = { requestIntervalSeconds: 10, failureThreshold: 3 };
    const sixteen = [9, 8, 7, 6, 5, 4, 3, 2.5, 1, 9, 8, 7, 6, 5, 4, 0.5];
    assert.equal(recoverySeconds({ ...check, phasesSeconds: sixteen }), 22.5);
    assert.equal(recoverySeconds({ ...check, phasesSeconds: [9, 8, 3, 6, 5, 4] }), 24);
  });

  it("spreads its phases over the interval and what a failing probe cost: I=10, k=3", () => {
    const check = { ...fast, failureThreshold: 3 };
    const refused = { earliestSeconds: 20, typicalSeconds: 30 / 17 + 20, worstSeconds: 30 };
    const blackhole = { earliestSeconds: 20, typicalSeconds: 42 / 17 + 20, worstSeconds: 34 };
    assert.deepEqual(recoveryBounds({ ...check, probeCostSeconds: 0 }), refused);
    assert.deepEqual(recoveryBounds({ ...check, probeCostSeconds: 4 }), blackhole);
  });

  it("happens when simulated checkers turn the check, and within its bounds", () => {
    fc.assert(
      fc.property(cadences(), ({ phases: shares, interval, threshold, cost }) => {
        const phasesSeconds = shares.map((share) => share * (interval + cost));
        const check = { requestIntervalSeconds: interval, failureThreshold: threshold };
        const seconds = recoverySeconds({ ...check, phasesSeconds });
        assertNear(seconds, simulated(phasesSeconds, interval, threshold, 0, true));
        const { earliestSeconds, worstSeconds } = recoveryBounds({
          ...check,
          probeCostSeconds: cost,
          checkers: phasesSeconds.length,
        });
        assert.ok(earliestSeconds <= seconds && seconds <= worstSeconds);
      }),
    );
  });
});

describe("the shortest outage with refused connections", () => {
  for (const [threshold, canFlip, mustFlip] of [
    [2, 10, 20],
    [3, 20, 30],
  ] as const) {
    it(`that can and that must flip is ${canFlip} and ${mustFlip} s for I=10, k=${threshold}`, () => {
      assert.equal(outageThatCanFlipSeconds(10, threshold), canFlip);
      assert.equal(outageThatMustFlipSeconds(10, threshold), mustFlip);
    });
  }
});

function cadences(): fc.Arbitrary<{ phases: number[]; interval: number; threshold: number; cost: number }> {
  return fc.record({
    phases: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 16 }),
    interval: fc.constantFrom(10, 30),
    threshold: fc.integer({ min: 1, max: 10 }),
    cost: fc.constantFrom(0, 2, 4, 8, 10),
  });
}

/** Every checker probes on its own; the moment after which the check's status is `becomesHealthy`. */
function simulated(
  phasesSeconds: readonly number[],
  interval: number,
  threshold: number,
  cost: number,
  becomesHealthy: boolean,
): number {
  const before: CheckerState = {
    isHealthy: !becomesHealthy,
    hasPassed: !becomesHealthy,
    equalResults: threshold,
  };
  const states = phasesSeconds.map(() => before);
  const probes = phasesSeconds
    .flatMap((phase, checker) =>
      Array.from({ length: threshold }, (_, nth) => ({
        checker,
        at: phase + nth * (interval + cost) + cost,
      })),
    )
    .sort((a, b) => a.at - b.at);
  for (const { checker, at } of probes) {
    states[checker] = observe(states[checker]!, becomesHealthy, threshold);
    const healthy = states.filter(({ isHealthy }) => isHealthy === true).length;
    if (isHealthyByCheckers(healthy, states.length) === becomesHealthy) return at;
  }
  return NaN;
}
