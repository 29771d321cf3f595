import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import { setTimeout } from "node:timers/promises";
import type { RehearsalEvent } from "../../../rehearsal/events";
import { checkersOf } from "../../../rehearsal/checkers/checker";
import { newHealthBoard } from "../../../rehearsal/checkers/healthBoard";
import { wallClock } from "../../../rehearsal/clock";
import { startRehearsal } from "../../../rehearsal/rehearsal";
import { route53Rules } from "../../../rehearsal/rules";
import { knownOfSwitch, startSwitchBucket, switchScene } from "../../../rehearsal/switch/rehearsedSwitch";
import { indexZone } from "../../../route53/answer";
import { manualClock } from "../../support/manualClock";
import { shopTopology, switchedTopology } from "../../support/shopTopology";

const { operatorSwitch } = switchedTopology;
const hasty = { ...switchedTopology, operatorSwitch: { ...operatorSwitch!, isAwaited: false } };

describe("rehearsal/switch/rehearsedSwitch", () => {
  it("knows of a deployed stack that the switch was seen off, unless the program does not wait for it", () => {
    assert.deepEqual([...knownOfSwitch(switchedTopology)], [["hc-switch", false]]);
    assert.deepEqual([...knownOfSwitch(hasty)], []);
    assert.deepEqual([...knownOfSwitch(shopTopology)], []);
  });

  it("leads the switch's name and port to its bucket, and everything else where it was", async () => {
    const bucket = await startSwitchBucket(switchedTopology, () => "127.0.0.1");
    const elsewhere = { address: "127.0.0.2", port: 1 };
    try {
      const routes = bucket!.routes(() => elsewhere);
      assert.deepEqual(routes("switch.s3.us-west-1.amazonaws.com", 443, "r"), bucket!.server.endpoint);
      assert.deepEqual(routes("switch.s3.us-west-1.amazonaws.com", 80, "r"), elsewhere);
      assert.deepEqual(routes("192.0.2.10", 443, "r"), elsewhere);
      assert.equal(await startSwitchBucket(shopTopology, () => "127.0.0.1"), null);
    } finally {
      await bucket!.server.close();
    }
  });

  for (const [topology, title, turned] of [
    [switchedTopology, "lets nothing follow a new check before all of its checkers have an opinion", []],
    [hasty, "lets everything follow a new check at once where the program does not wait", [false]],
  ] as const) {
    it(title, async () => {
      // Nothing listens where the checkers probe: each probe fails at once, however busy this machine is.
      const clock = wallClock(200);
      const stopping = new AbortController();
      setMaxListeners(0, stopping.signal);
      const told: boolean[] = [];
      const opinions: boolean[] = [];
      const fleets: Promise<unknown>[] = [];
      const board = newHealthBoard({
        checks: topology.healthChecks,
        rules: route53Rules,
        aggregationSeconds: 0,
        clock,
        stated: knownOfSwitch(switchedTopology),
        onEvent: ({ checkId, healthy }) => {
          if (checkId === "hc-calculated") told.push(healthy);
        },
      });
      const bucket = await startSwitchBucket(topology, () => "127.0.0.1");
      await bucket!.server.close();
      const scene = switchScene(topology.operatorSwitch!, bucket!, {
        topology,
        board,
        routes: () => bucket!.server.endpoint,
        takeAddress: () => "127.0.0.1",
        rules: route53Rules,
        seed: 1,
        clock,
        signal: stopping.signal,
        onEvent: (event) => {
          if (event.event === "checker") opinions.push(event.healthy);
        },
        onFleet: (run) => void fleets.push(run),
      });
      await scene.replaceCheck();
      const atOnce = opinions.length;
      while (opinions.length < 16) await setTimeout(5);
      assert.equal(board.isHealthy("hc-calculated"), true);
      scene.revertCheck();
      stopping.abort();
      await Promise.all(fleets);
      assert.deepEqual(opinions, Array(16).fill(false));
      assert.equal(atOnce, topology === switchedTopology ? 16 : 0);
      assert.deepEqual(told.slice(0, 1), turned);
    });
  }

  it("changes no answer of a healthy primary when a switch comes, in the program's order, and when it goes", () => {
    const board = newHealthBoard({
      checks: shopTopology.healthChecks,
      rules: route53Rules,
      aggregationSeconds: 0,
      clock: manualClock(),
      onEvent: () => undefined,
    });
    const answered: unknown[] = [];
    const ask = ({ zone, record }: typeof shopTopology) => {
      const [outcome] = route53Rules.answer(indexZone(zone), (id) => board.isHealthy(id), record);
      answered.push(outcome!.answers.map(({ data }) => data));
    };
    const [, , switchCheck, calculatedCheck] = switchedTopology.healthChecks;
    ask(shopTopology);
    board.add(switchCheck!);
    ask(shopTopology);
    board.add(calculatedCheck!);
    // Relied on already now, the new inverted check would send everyone to the backup.
    ask(switchedTopology);
    for (const { name } of checkersOf(switchCheck!)) board.report("hc-switch", name, false);
    ask(switchedTopology);
    ask(shopTopology);
    const [primary, backup] = [["192.0.2.10"], ["198.51.100.20"]];
    assert.deepEqual(answered, [primary, primary, backup, primary, primary]);
  });

  it("answers with the backup at first where nobody has waited for the switch's check", async () => {
    const answered: string[] = [];
    const onEvent = (event: RehearsalEvent) => {
      if (event.event === "answer" && event.observer === "authoritative") answered.push(...event.addresses);
    };
    const rehearsal = await startRehearsal({ topology: hasty, speed: 20, seed: 1, onEvent });
    try {
      while (answered.length < 2) await setTimeout(10);
      assert.deepEqual(answered, ["198.51.100.20", "192.0.2.10"]);
    } finally {
      await rehearsal.stop();
    }
  }).timeout(60_000);
});
