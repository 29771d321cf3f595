import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import type { RehearsalEvent } from "../../../rehearsal/events";
import { startRehearsal, type Rehearsal } from "../../../rehearsal/rehearsal";
import { knownOfSwitch, startSwitchBucket } from "../../../rehearsal/switch/rehearsedSwitch";
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

  describe("over real sockets", function () {
    this.timeout(60_000);
    let rehearsal: Rehearsal | null = null;
    afterEach(() => rehearsal?.stop());

    it("stays through a new check whose checkers are awaited, and moves when the switch is turned on", async () => {
      const events: RehearsalEvent[] = [];
      const onEvent = (event: RehearsalEvent) => void events.push(event);
      const started = await startRehearsal({ topology: switchedTopology, speed: 20, seed: 1, onEvent });
      rehearsal = started;
      const answers = () =>
        events.flatMap((event) =>
          event.event === "answer" && event.observer === "authoritative" ? event.addresses : [],
        );
      const until = async (isThere: () => boolean) => {
        while (!isThere()) await setTimeout(10);
      };
      await started.inflict("switch-new");
      const opinions = events.flatMap((event) =>
        event.event === "checker" && event.checkId === "hc-switch-new-1" ? [event.healthy] : [],
      );
      assert.deepEqual(opinions, Array(16).fill(false));
      await started.clock.sleep(10);
      await started.restore();
      assert.deepEqual(answers(), ["192.0.2.10"]);

      await started.inflict("override-on");
      await until(() => answers().at(-1) === "198.51.100.20");
      await started.restore();
      await until(() => answers().at(-1) === "192.0.2.10");
      assert.equal(answers().length, 3);
    });

    it("answers with the backup at first where nobody has waited for the switch's check", async () => {
      const answered: string[] = [];
      const onEvent = (event: RehearsalEvent) => {
        if (event.event === "answer" && event.observer === "authoritative") answered.push(...event.addresses);
      };
      const started = await startRehearsal({ topology: hasty, speed: 20, seed: 1, onEvent });
      rehearsal = started;
      while (answered.length < 2) await setTimeout(10);
      assert.deepEqual(answered, ["198.51.100.20", "192.0.2.10"]);
    });
  });
});
