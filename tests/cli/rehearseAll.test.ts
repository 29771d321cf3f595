import assert from "node:assert/strict";
import { plainProgress, silentProgress } from "../../cli/progress";
import { rehearseAll, type AllFaultsOptions } from "../../cli/rehearseAll";
import type { Cloud, StartCloud } from "../../drill/cloud";
import { NotRestoredError } from "../../drill/notRestored";
import { faultNames, switchFaultNames } from "../../rehearsal/faults/names";
import { simulatedCloud, playOut } from "../drill/simulatedCloud";
import { manualClock } from "../support/manualClock";
import { shopTopology, switchedTopology } from "../support/shopTopology";
import { fakeSurroundings } from "./fakeSurroundings";

const speed = 10;
const seed = 4;

/** Rehearses every fault of the sample shop without sockets, each cloud changed as given, by its number. */
async function run(
  change: (cloud: Cloud, number: number) => Partial<Cloud> = () => ({}),
  options: Partial<AllFaultsOptions> = {},
) {
  const clock = manualClock();
  const surroundings = fakeSurroundings();
  const running = { now: 0, most: 0, started: 0 };
  const startCloud: StartCloud = async (onEvent) => {
    running.started += 1;
    const number = running.started;
    running.now += 1;
    running.most = Math.max(running.most, running.now);
    const { topology = shopTopology } = options;
    const cloud = await simulatedCloud({ topology, clock, speed, seed, rules: {} })(onEvent);
    const stop = async () => {
      running.now -= 1;
      await cloud.stop();
    };
    return { ...cloud, stop, ...change(cloud, number) };
  };
  const work = rehearseAll({
    ...surroundings,
    topology: shopTopology,
    startCloud,
    speed,
    seed,
    json: false,
    hasColor: false,
    folders: null,
    progress: plainProgress(surroundings.stdout),
    ...options,
    ...(options.json && { progress: silentProgress }),
  });
  const outcome = await playOut(work, clock).catch((error: unknown) => error);
  return { outcome, out: surroundings.out(), running };
}

describe("cli/rehearseAll", function () {
  this.timeout(60_000);

  it("plays every fault, four at once, and tells of all in one table; exit code 0 when all pass", async () => {
    const { outcome, out, running } = await run();
    assert.equal(outcome, 0, out);
    assert.deepEqual(running, { now: 0, most: 4, started: faultNames.length });
    const [progress = "", table = ""] = out.split("\n\n");
    assert.deepEqual(
      progress.split("\n").slice(1).sort(),
      faultNames.map((name) => `  ${name}: pass`).sort(),
    );
    assert.deepEqual(
      table
        .split("\n")
        .slice(1)
        .map((line) => line.split(" ")[0]),
      faultNames,
    );
  });

  it("plays the faults of the switch too where there is one, and all pass", async () => {
    const { outcome, out, running } = await run(undefined, { topology: switchedTopology });
    assert.equal(outcome, 0, out);
    const played = [...faultNames, ...switchFaultNames];
    assert.equal(running.started, played.length);
    const [, table = ""] = out.split("\n\n");
    const lines = table.split("\n").slice(1);
    assert.deepEqual(
      lines.map((line) => line.split(" ")[0]),
      played,
    );
    const stays = "stays at the primary";
    assert.deepEqual(
      lines.slice(-3).map((line) => line.trim().split(/ {2,}/).slice(1, 3)),
      [
        ["moves to the backup", "moves to the backup"],
        [stays, stays],
        [stays, stays],
      ],
    );
  });

  it("writes a line for each case and one for all with --json", async () => {
    const { out } = await run(undefined, { json: true });
    const lines = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      lines.slice(0, -1).map(({ event, verdict }) => [event, verdict]),
      faultNames.map(() => ["case", "pass"]),
    );
    const { event, verdict, fault, cases } = lines.at(-1) as {
      event: string;
      verdict: string;
      fault: string;
      cases: unknown[];
    };
    assert.deepEqual([event, verdict, fault, cases.length], ["verdict", "pass", "all", faultNames.length]);
  });

  it("plays a case that the machine was too busy for once more, and ends with 1 if it still was", async () => {
    const once = await run((_cloud, number) => (number === 2 ? { worstLagSeconds: () => 1 } : {}));
    assert.deepEqual([once.outcome, once.running.started], [0, faultNames.length + 1]);
    const always = await run(() => ({ worstLagSeconds: () => 1 }), { json: true });
    assert.deepEqual([always.outcome, always.running.started], [1, 2 * faultNames.length]);
    assert.ok(always.out.includes('{"event":"verdict","verdict":"inconclusive"'));
  });

  it("does not play a case again that breaks a rule", async () => {
    const { outcome, running, out } = await run((cloud, number) => ({
      ...(number === 1 && { restore: () => Promise.resolve() }),
      clock: cloud.clock,
    }));
    assert.deepEqual([outcome, running.started], [1, faultNames.length], out);
  });

  it("ends every case before it tells what went wrong in one, and first of all what is still broken", async () => {
    const broken = await run((_cloud, number) => ({
      ...(number === 1 && { inflict: () => Promise.reject(new Error("no such instance")) }),
      ...(number === 3 && { restore: () => Promise.reject(new Error("it does not answer")) }),
    }));
    assert.ok(broken.outcome instanceof NotRestoredError);
    assert.deepEqual(broken.running, { now: 0, most: 4, started: 4 });
  });

  it("ends every case when it is interrupted", async () => {
    const interruption = new AbortController();
    const { outcome, running } = await run(
      (_cloud, number) => {
        if (number === 4) interruption.abort(new Error("enough"));
        return {};
      },
      { signal: interruption.signal },
    );
    assert.equal((outcome as Error).message, "enough");
    assert.equal(running.now, 0);
  });
});
