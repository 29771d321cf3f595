import assert from "node:assert/strict";
import { checkersOf, runChecker } from "../../../rehearsal/checkers/checker";
import type { CheckerEvent, ProbeEvent } from "../../../rehearsal/events";
import { drawFraction } from "../../../rehearsal/seed";
import { observe } from "../../../route53/checker";
import type { HealthCheck, HealthCheckConfig } from "../../../route53/types";
import { manualClock } from "../../support/manualClock";
import { shopTopology } from "../../support/shopTopology";

const [primaryCheck] = shopTopology.healthChecks as [HealthCheck];
const who = { checkId: "hc-primary", region: "sa-east-1", checker: "sa-east-1-2" };

function checkWith(config: Partial<HealthCheckConfig>): HealthCheck {
  return { ...primaryCheck, HealthCheckConfig: { ...primaryCheck.HealthCheckConfig, ...config } };
}

/** Runs a checker whose n-th probe takes `costSeconds` and ends as `results[n]` says. */
async function run(options: {
  readonly check?: HealthCheck;
  readonly results: readonly boolean[];
  readonly costSeconds?: number;
  readonly seed?: number;
}) {
  const { check = primaryCheck, results, costSeconds = 0, seed = 1 } = options;
  const clock = manualClock();
  const stopping = new AbortController();
  const events: (ProbeEvent | CheckerEvent)[] = [];
  const opinions: boolean[] = [];
  const queue = [...results];
  const running = runChecker({
    check,
    checker: { name: who.checker, region: who.region },
    probe: async () => {
      const hasPassed = queue.shift();
      if (hasPassed === undefined) stopping.abort();
      else await clock.sleep(costSeconds);
      return { hasPassed: hasPassed === true, reason: hasPassed === true ? "passed" : "failed" };
    },
    rules: { observe },
    seed,
    clock,
    signal: stopping.signal,
    onEvent: (event) => events.push(event),
    onOpinion: (isHealthy) => opinions.push(isHealthy),
  });
  await clock.advance(1000);
  await running;
  const probes = events.filter((event): event is ProbeEvent => event.event === "probe");
  return { events, opinions, probes };
}

describe("checkersOf", () => {
  it("has two checkers in each of the eight regions", () => {
    assert.deepEqual(
      checkersOf(primaryCheck).map(({ name }) => name),
      [
        ...["us-east-1-1", "us-east-1-2", "us-west-1-1", "us-west-1-2", "us-west-2-1", "us-west-2-2"],
        ...["eu-west-1-1", "eu-west-1-2", "ap-southeast-1-1", "ap-southeast-1-2"],
        ...["ap-southeast-2-1", "ap-southeast-2-2", "ap-northeast-1-1", "ap-northeast-1-2"],
        ...["sa-east-1-1", "sa-east-1-2"],
      ],
    );
  });

  it("has two in each of the check's own regions", () => {
    assert.deepEqual(checkersOf(checkWith({ Regions: ["us-west-2", "eu-west-1"] })), [
      { name: "us-west-2-1", region: "us-west-2" },
      { name: "us-west-2-2", region: "us-west-2" },
      { name: "eu-west-1-1", region: "eu-west-1" },
      { name: "eu-west-1-2", region: "eu-west-1" },
    ]);
  });
});

describe("runChecker", () => {
  it("starts within one interval, at the phase that the seed, the check and the checker decide", async () => {
    for (const seed of [1, 2, 3]) {
      const { probes } = await run({ results: [true], seed });
      const phaseSeconds = drawFraction(seed, "phase", "hc-primary", "sa-east-1-2") * 10;
      assert.equal(probes[0]!.startedAtSeconds, phaseSeconds);
    }
  });

  it("probes one interval after the end of the probe before", async () => {
    const { probes } = await run({ results: [true, true, true], costSeconds: 4 });
    const [first, ...others] = probes;
    const times = others.map((probe) => [
      probe.startedAtSeconds - first!.startedAtSeconds,
      probe.atSeconds - first!.startedAtSeconds,
    ]);
    assert.deepEqual(
      times.map((pair) => pair.map((seconds) => Math.round(seconds * 1e6) / 1e6)),
      [
        [14, 18],
        [28, 32],
      ],
    );
  });

  it("takes 30 s and a threshold of 3 where the check says nothing", async () => {
    const { RequestInterval, FailureThreshold, ...config } = primaryCheck.HealthCheckConfig;
    assert.deepEqual([RequestInterval, FailureThreshold], [10, 2]);
    const check = { Id: "hc-primary", HealthCheckConfig: config };
    const { probes, opinions, events } = await run({ check, results: [true, true, true, true] });
    const periods = probes
      .slice(1)
      .map((probe, at) => Math.round(probe.startedAtSeconds - probes[at]!.startedAtSeconds));
    assert.deepEqual(periods, [30, 30, 30]);
    assert.deepEqual(opinions, [true]);
    assert.deepEqual(
      events.map(({ event }) => event),
      ["probe", "probe", "probe", "checker", "probe"],
    );
  });

  it("tells of each probe, and of each change of its opinion right after the probe that made it", async () => {
    const { events, opinions } = await run({ results: [true, true, false, true, false, false, true, true] });
    assert.deepEqual(opinions, [true, false, true]);
    assert.deepEqual(
      events.map((event) => (event.event === "probe" ? event.passed : { healthy: event.healthy })),
      [
        true,
        true,
        { healthy: true },
        false,
        true,
        false,
        false,
        { healthy: false },
        true,
        true,
        { healthy: true },
      ],
    );
    const [probe, , opinion] = events;
    const atSeconds = probe!.atSeconds;
    const expected = {
      event: "probe",
      atSeconds,
      startedAtSeconds: atSeconds,
      ...who,
      passed: true,
      reason: "passed",
    };
    assert.deepEqual(probe, expected);
    assert.deepEqual(opinion, {
      event: "checker",
      atSeconds: events[1]!.atSeconds,
      ...who,
      healthy: true,
      reason: "passed",
    });
  });

  it("goes by the rule that it is given", async () => {
    const clock = manualClock();
    const stopping = new AbortController();
    const opinions: boolean[] = [];
    const running = runChecker({
      check: primaryCheck,
      checker: { name: who.checker, region: who.region },
      probe: () => Promise.resolve({ hasPassed: true, reason: "" }),
      rules: { observe: () => ({ isHealthy: false, hasPassed: false, equalResults: 1 }) },
      seed: 1,
      clock,
      signal: stopping.signal,
      onEvent: () => undefined,
      onOpinion: (isHealthy) => opinions.push(isHealthy),
    });
    await clock.advance(100);
    stopping.abort();
    await running;
    assert.deepEqual(opinions, [false]);
  });

  it("says nothing of a probe that the end of the rehearsal cuts off", async () => {
    const { events } = await run({ results: [] });
    assert.deepEqual(events, []);
  });
});
