import assert from "node:assert/strict";
import type { Cloud } from "../../drill/cloud";
import { NotRestoredError } from "../../drill/notRestored";
import { runScenario, type ScenarioOptions, type ScenarioStep } from "../../drill/scenario";
import type { RehearsalEvent } from "../../rehearsal/events";
import { shopTopology, watchedTopology } from "../support/shopTopology";
import { manualClock, type ManualClock } from "../support/manualClock";
import { faultSeconds, report, restoreSeconds, shopEvents } from "./shopEvents";

/** What a scenario did to its cloud, in order. */
type Deed =
  "start" | "resetLag" | "inflict kill-server" | "inflict manual-failback" | "heal" | "restore" | "stop";

/** A cloud that plays the sample rehearsal: its three parts begin at the start, at the fault and at the restore. */
interface FakeCloud extends Cloud {
  readonly clock: ManualClock;
  readonly deeds: { readonly deed: Deed; readonly atSeconds: number }[];
}

interface Play {
  readonly cloud: FakeCloud;
  readonly run: ReturnType<typeof runScenario>;
  readonly steps: ScenarioStep[];
  readonly interruption: AbortController;
  /** Moves the clock on until the scenario has ended. */
  finish(): Promise<void>;
  /** Moves the clock on until the scenario does something, and so many seconds more. */
  passUntil(deed: Deed, seconds: number): Promise<void>;
}

function play(
  script: readonly RehearsalEvent[],
  change: Pick<Partial<Cloud>, "inflict" | "restore"> = {},
  options: Partial<ScenarioOptions> = {},
): Play {
  const clock = manualClock();
  const deeds: FakeCloud["deeds"] = [];
  const note = (deed: Deed) => void deeds.push({ deed, atSeconds: clock.nowSeconds() });
  const interruption = new AbortController();
  const steps: ScenarioStep[] = [];
  let emit: (event: RehearsalEvent) => void = () => undefined;
  /** Plays the script from one moment to the next, beginning now. */
  const perform = (from: number, to: number) => {
    const startSeconds = clock.nowSeconds();
    for (const event of script.filter(({ atSeconds }) => atSeconds >= from && atSeconds < to)) {
      const atSeconds = startSeconds + event.atSeconds - from;
      void clock.sleep(event.atSeconds - from).then(() => {
        emit({ ...event, atSeconds });
      });
    }
    return Promise.resolve();
  };
  const cloud: FakeCloud = {
    clock,
    deeds,
    inflict: (fault) => {
      note(`inflict ${fault}` as Deed);
      return perform(faultSeconds, restoreSeconds);
    },
    heal: () => {
      note("heal");
      return Promise.resolve();
    },
    restore: () => {
      note("restore");
      return perform(restoreSeconds, Infinity);
    },
    worstLagSeconds: () => 0.25,
    resetLag: () => {
      note("resetLag");
    },
    stop: () => {
      note("stop");
      return Promise.resolve();
    },
    ...change,
  };
  const run = runScenario({
    topology: shopTopology,
    startCloud: async (onEvent) => {
      note("start");
      emit = onEvent;
      await perform(0, faultSeconds);
      return cloud;
    },
    fault: "kill-server",
    failureKind: "refused",
    speed: 10,
    seed: 1,
    signal: interruption.signal,
    onEvent: () => undefined,
    onStep: (step, work) => {
      steps.push(step);
      return work();
    },
    ...options,
  });
  let hasEnded = false;
  run.then(
    () => (hasEnded = true),
    () => (hasEnded = true),
  );
  const finish = async () => {
    for (let seconds = 0; !hasEnded && seconds < 1000; seconds += 1) await clock.advance(1);
  };
  const passUntil = async (awaited: Deed, seconds: number) => {
    while (!deeds.some(({ deed }) => deed === awaited)) await clock.advance(0.1);
    await clock.advance(seconds);
  };
  return { cloud, run, steps, interruption, finish, passUntil };
}

const deedsOf = ({ cloud }: Play) => cloud.deeds.map(({ deed }) => deed);

const whole: readonly Deed[] = ["start", "resetLag", "inflict kill-server", "restore", "stop"];

describe("drill/scenario", () => {
  it("proves the baseline, breaks the primary, watches, restores, watches, stops", async () => {
    const scene = play(shopEvents());
    await scene.finish();
    const { baselineProblems, worstLagSeconds, events } = await scene.run;
    assert.deepEqual({ baselineProblems, worstLagSeconds }, { baselineProblems: [], worstLagSeconds: 0.25 });
    assert.deepEqual(deedsOf(scene), whole);
    assert.deepEqual(scene.steps, ["start", "baseline", "failover", "restore", "failback", "stop"]);
    assert.deepEqual(
      events.filter(({ event }) => event === "fault" || event === "restore").map(({ event }) => event),
      ["fault", "restore"],
    );
  });

  it("restores one request interval after the last has moved, and stops when the last is home", async () => {
    const isClamping = (event: RehearsalEvent) => event.event === "answer" && event.observer === "clamping";
    const unclamped = shopEvents().filter((event) => !isClamping(event));
    const stuck = shopEvents().filter((event) => !isClamping(event) || event.atSeconds < faultSeconds);
    for (const [script, movedSeconds] of [
      // The resolver that clamps moved 44.5 s after the fault, all others with the shopper's page, 36.6 s after it.
      [shopEvents(), 44.5],
      [unclamped, 36.6],
      // It is not waited for longer than its 30 s and a margin of 10 s.
      [stuck, 36.6 + 40],
    ] as const) {
      const scene = play(script);
      await scene.finish();
      const [, , broken, restored, stopped] = scene.cloud.deeds.map(({ atSeconds }) => atSeconds);
      assert.ok(
        Math.abs(restored! - broken! - movedSeconds - 10) < 1e-9,
        `restored ${restored! - broken!} s after the fault`,
      );
      // The shopper's page came 30.6 s after the restore.
      assert.ok(
        Math.abs(stopped! - restored! - 30.6) < 1e-9,
        `stopped ${stopped! - restored!} s after the restore`,
      );
    }
  });

  it("mends the primary once the watcher holds the traffic and the switch's check has turned, and watches it stay", async () => {
    const held: RehearsalEvent = {
      event: "look",
      atSeconds: 95,
      isHealthy: { primary: false, backup: true },
      answeringSite: "backup",
      isForced: false,
      isContentInSync: null,
      hasHeld: true,
      failures: [],
    };
    // 55 s and 59 s after the fault, when everyone has long moved.
    const script = [...shopEvents(), held, report("hc-switch", 99, 2)];
    const { operatorSwitch, siteWatcher } = watchedTopology;
    const topology = { ...shopTopology, operatorSwitch, siteWatcher };
    const scene = play(script, {}, { topology, fault: "manual-failback", failureKind: "held" });
    await scene.finish();
    assert.deepEqual(scene.steps, ["start", "baseline", "failover", "hold", "restore", "failback", "stop"]);
    const [, , broken, mended, released] = scene.cloud.deeds;
    assert.deepEqual(
      [broken?.deed, mended?.deed, released?.deed],
      ["inflict manual-failback", "heal", "restore"],
    );
    // Home at worst: 2 probes and the last failing one, 24 s; 3 s to the answers; TTL 20 s, 1 s; a shopper's 4 s.
    const seconds = [mended!.atSeconds - broken!.atSeconds, released!.atSeconds - mended!.atSeconds];
    assert.deepEqual(
      seconds.map((each) => Math.round(each * 10) / 10),
      [59, 62.8],
    );
  });

  it("breaks at the seed's own point of the checkers' cycle, not before the baseline holds", async () => {
    const faultOf = async (seed: number, delaySeconds: number) => {
      const script = shopEvents().map((event) =>
        event.event === "checker" && event.atSeconds === 19
          ? { ...event, atSeconds: 19 + delaySeconds }
          : event,
      );
      const scene = play(script, {}, { seed });
      await scene.finish();
      return scene.cloud.deeds.find(({ deed }) => deed.startsWith("inflict"))!.atSeconds;
    };
    const [first, other, later] = [await faultOf(1, 0), await faultOf(2, 0), await faultOf(1, 15)];
    assert.ok(first >= 19 && first <= 29, `${first} s`);
    assert.ok(later >= 34 && later <= 44, `${later} s`);
    const point = (seconds: number) => Math.round((seconds % 10) * 1e6) / 1e6;
    assert.equal(point(first), point(later));
    assert.notEqual(point(first), point(other));
  });

  it("breaks nothing when the baseline does not hold in time", async () => {
    const scene = play(shopEvents().filter(({ event }) => event !== "page"));
    await scene.finish();
    const { baselineProblems } = await scene.run;
    assert.deepEqual(baselineProblems, ["No shopper has asked for a page."]);
    assert.deepEqual(deedsOf(scene), ["start", "stop"]);
    // The worst budget of 60 s, and 10 s of margin.
    assert.equal(scene.cloud.deeds.at(-1)?.atSeconds, 70);
    assert.deepEqual(scene.steps, ["start", "baseline", "stop"]);
  });

  it("restores at the limit when nobody moves, and still watches the way home", async () => {
    const script = shopEvents().filter((event) => event.event !== "answer" || event.atSeconds < faultSeconds);
    const scene = play(script);
    await scene.finish();
    await scene.run;
    const [, , broken, restored] = scene.cloud.deeds.map(({ atSeconds }) => atSeconds);
    // 48 s for the shopper, 0.8 s of lag, 10 s of margin.
    assert.ok(
      Math.abs(restored! - broken! - 58.8) < 1e-9,
      `restored ${restored! - broken!} s after the fault`,
    );
    assert.deepEqual(deedsOf(scene), whole);
  });

  for (const [moment, deed, seconds, deeds] of [
    ["the baseline", "start", 5, ["start", "stop"]],
    ["the failover", "inflict kill-server", 5, whole],
    ["the hold", "inflict kill-server", 40, whole],
    ["the failback", "restore", 5, whole],
  ] as const) {
    it(`restores and stops at once when it is aborted in ${moment}`, async () => {
      const scene = play(shopEvents());
      const outcome = assert.rejects(scene.run, { message: "enough" });
      await scene.passUntil(deed, seconds);
      const abortedAtSeconds = scene.cloud.clock.nowSeconds();
      scene.interruption.abort(new Error("enough"));
      await scene.finish();
      await outcome;
      assert.deepEqual(deedsOf(scene), deeds);
      assert.equal(scene.cloud.deeds.at(-1)?.atSeconds, abortedAtSeconds);
    });
  }

  it("says why it was aborted, and not that a wait was cut short", async () => {
    const scene = play(shopEvents());
    const { clock } = scene.cloud;
    const sleep = clock.sleep.bind(clock);
    clock.sleep = (seconds, signal) =>
      sleep(seconds, signal).catch(() => {
        throw new Error("The operation was aborted");
      });
    const outcome = assert.rejects(scene.run, { message: "enough" });
    await scene.passUntil("inflict kill-server", 5);
    scene.interruption.abort(new Error("enough"));
    await scene.finish();
    await outcome;
  });

  it("starts nothing when it is aborted before", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    const scene = play(shopEvents(), {}, { signal });
    await assert.rejects(scene.run, { message: "enough" });
    assert.deepEqual(deedsOf(scene), []);
  });

  it("restores and stops when breaking fails half-way", async () => {
    const scene = play(shopEvents(), { inflict: () => Promise.reject(new Error("no such instance")) });
    const outcome = assert.rejects(scene.run, { message: "no such instance" });
    await scene.finish();
    await outcome;
    assert.deepEqual(deedsOf(scene), ["start", "resetLag", "restore", "stop"]);
  });

  it("says that the primary is still broken, even when it was aborted, and stops", async () => {
    const scene = play(shopEvents(), { restore: () => Promise.reject(new Error("it does not answer")) });
    const outcome = assert.rejects(scene.run, (error) => {
      assert.ok(error instanceof NotRestoredError);
      assert.equal(error.message, "A site could not be restored: it does not answer");
      return true;
    });
    await scene.passUntil("inflict kill-server", 5);
    scene.interruption.abort(new Error("enough"));
    await scene.finish();
    await outcome;
    assert.deepEqual(deedsOf(scene), ["start", "resetLag", "inflict kill-server", "stop"]);
  });
});
