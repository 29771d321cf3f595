import assert from "node:assert/strict";
import { expectedWireTtlSeconds, predict, promisedRow, type Prediction } from "../../drill/prediction";
import type { Leg } from "../../drill/milestones";
import { shopTopology, switchedTopology } from "../support/shopTopology";

/** Each instant as [earliest, typical, worst], rounded to 0.01 s. */
function table(prediction: Prediction, leg: Leg) {
  const rows = Object.entries(prediction[leg]).map(
    ([name, { earliestSeconds, typicalSeconds, worstSeconds }]) => [
      name,
      [earliestSeconds, typicalSeconds, worstSeconds].map((seconds) => Math.round(seconds * 100) / 100),
    ],
  );
  return Object.fromEntries(rows) as unknown;
}

describe("drill/prediction", () => {
  // Interval 10, threshold 2, 16 checkers, aggregation 3, TTL 20; a shopper a second who waits 3 s at most.
  it("adds up both ways for refused connections, whose probes cost nothing", () => {
    const prediction = predict(shopTopology, "refused", 10);
    assert.deepEqual(table(prediction, "failover"), {
      firstProbeSeconds: [0, 0.59, 10], // 10/17
      checkSeconds: [10, 18.2, 20], // 10·14/17 + 10, to a tenth
      authoritativeSeconds: [13, 21.2, 23],
      resolverSeconds: [13, 31.2, 44], // + 20/2, + 21
      shopperSeconds: [13, 31.7, 48], // + 1/2, + 3 + 1
    });
    assert.deepEqual(table(prediction, "failback"), {
      firstProbeSeconds: [0, 0.59, 10],
      checkSeconds: [10, 11.76, 20], // 10·3/17 + 10
      authoritativeSeconds: [13, 14.76, 23],
      resolverSeconds: [13, 24.76, 44],
      shopperSeconds: [13, 25.26, 48],
    });
  });

  it("adds 4 s to each probe where nothing answers, which also spreads the way home", () => {
    const prediction = predict(shopTopology, "blackhole", 10);
    assert.deepEqual(table(prediction, "failover"), {
      firstProbeSeconds: [4, 4.59, 14],
      checkSeconds: [18, 26.2, 28],
      authoritativeSeconds: [21, 29.2, 31],
      resolverSeconds: [21, 39.2, 52],
      shopperSeconds: [21, 39.7, 56],
    });
    assert.deepEqual(table(prediction, "failback"), {
      firstProbeSeconds: [0, 0.82, 14], // 14/17
      checkSeconds: [10, 12.47, 24], // 14·3/17 + 10
      authoritativeSeconds: [13, 15.47, 27],
      resolverSeconds: [13, 25.47, 48],
      shopperSeconds: [13, 25.97, 52],
    });
  });

  it("turns on a switch by the 3rd of its checkers and off by the 14th, with nothing to fail first", () => {
    const prediction = predict(switchedTopology, "switched", 10);
    assert.deepEqual(table(prediction, "failover"), {
      firstProbeSeconds: [10, 11.76, 20],
      checkSeconds: [10, 11.76, 20], // 10·3/17 + 10
      authoritativeSeconds: [13, 14.76, 23],
      resolverSeconds: [13, 24.76, 44],
      shopperSeconds: [13, 25.26, 48],
    });
    assert.deepEqual(table(prediction, "failback"), {
      firstProbeSeconds: [10, 18.24, 20],
      checkSeconds: [10, 18.24, 20], // 10·14/17 + 10
      authoritativeSeconds: [13, 21.24, 23],
      resolverSeconds: [13, 31.24, 44],
      shopperSeconds: [13, 31.74, 48],
    });
    assert.deepEqual(promisedRow(switchedTopology, "switched"), {
      detectionTypicalSeconds: 11.8,
      detectionWorstSeconds: 20,
      totalWorstSeconds: 44,
    });
  });

  it("leaves a held primary as one that hangs, and comes home as from a switch", () => {
    const held = predict(switchedTopology, "held", 10);
    assert.deepEqual(held.failover, predict(switchedTopology, "blackhole", 10).failover);
    assert.deepEqual(held.failback, predict(switchedTopology, "switched", 10).failback);
    assert.deepEqual(promisedRow(switchedTopology, "held"), switchedTopology.budget.kinds.blackhole);
  });

  it("has nothing to detect where only the check is inverted, both ways: 3 s of aggregation, then the TTL", () => {
    const prediction = predict(shopTopology, "inverted", 10);
    for (const leg of ["failover", "failback"] as const) {
      assert.deepEqual(table(prediction, leg), {
        firstProbeSeconds: [0, 0, 0],
        checkSeconds: [0, 0, 0],
        authoritativeSeconds: [3, 3, 3],
        resolverSeconds: [3, 13, 24], // + 20/2, + 21
        shopperSeconds: [3, 13.5, 28],
      });
    }
    assert.deepEqual(promisedRow(shopTopology, "inverted"), {
      detectionTypicalSeconds: 0,
      detectionWorstSeconds: 0,
      totalWorstSeconds: 24, // 3 + 20 + 1
    });
    assert.equal(promisedRow(shopTopology, "refused"), shopTopology.budget.kinds.refused);
  });

  it("counts the TTL that goes over the wire: at speed 8, 20 s become 3 whole seconds, so 24 s", () => {
    assert.equal(predict(shopTopology, "refused", 8).failover.resolverSeconds.worstSeconds, 23 + 24 + 1);
  });

  for (const [speed, wireTtlSeconds] of [
    [1, 20],
    [10, 2],
    [13.3, 2], // 1.504
    [13.4, 1], // 1.493
    [40, 1],
    [1000, 1],
  ] as const) {
    it(`expects a TTL of 20 s to be ${wireTtlSeconds} s on the wire at speed ${speed}`, () => {
      assert.equal(expectedWireTtlSeconds(shopTopology, speed), wireTtlSeconds);
    });
  }
});
