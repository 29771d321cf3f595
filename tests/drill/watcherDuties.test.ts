import assert from "node:assert/strict";
import { alarmDue, heldBy, holdLimitSeconds, toldBy, watcherFindings } from "../../drill/watcherDuties";
import type { RehearsalEvent } from "../../rehearsal/events";
import type { FaultName } from "../../rehearsal/faults/names";
import { shopTopology, watchedTopology } from "../support/shopTopology";
import { answer, report } from "./shopEvents";

const fault = (
  name: FaultName,
  event: "fault" | "heal" | "restore" = "fault",
  atSeconds = 40,
): RehearsalEvent => ({
  event,
  atSeconds,
  fault: name,
});

const alarm = (what: string, atSeconds: number, state: "ALARM" | "OK" = "ALARM"): RehearsalEvent => ({
  event: "alarm",
  atSeconds,
  alarm: `website-failover-prod-watcher-${what}`,
  region: "us-west-1",
  state,
});

const look = (atSeconds: number, hasHeld: boolean): RehearsalEvent => ({
  event: "look",
  atSeconds,
  isHealthy: { primary: false, backup: true },
  answeringSite: "backup",
  isForced: false,
  isContentInSync: null,
  hasHeld,
  failures: [],
});

const rulesOf = (events: readonly RehearsalEvent[], topology = watchedTopology) =>
  watcherFindings(events, topology).map(({ rule }) => rule);

const { siteWatcher } = watchedTopology;
/** Failback by hand, after five minutes on the backup. */
const manual = {
  ...watchedTopology,
  siteWatcher: {
    ...siteWatcher!,
    plan: {
      ...siteWatcher!.plan,
      operatorSwitch: { ...siteWatcher!.plan.operatorSwitch!, holdAfterMinutes: 5 },
    },
  },
};

/** The primary is lost at 40 s, the answer moves at 70 s, the watcher holds it, the primary is mended at 400 s. */
function heldAt(atSeconds: number, changes: readonly RehearsalEvent[] = []): readonly RehearsalEvent[] {
  return [
    answer("authoritative", 1, "backup"),
    fault("manual-failback"),
    answer("resolver", 60, "backup"),
    report("hc-primary", 67, 2),
    answer("authoritative", 70, "backup"),
    look(130, false),
    look(atSeconds, true),
    ...(changes.length > 0 ? changes : [fault("manual-failback", "heal", 500), report("hc-primary", 512, 3)]),
    fault("manual-failback", "restore", 600),
  ];
}

describe("drill/watcherDuties", () => {
  it("asks for an alarm within 5 minutes of the loss of a region, and of stale content 3 beyond what is judged", () => {
    assert.deepEqual(alarmDue(watchedTopology, "primary-region-lost"), {
      names: ["primary-unhealthy", "answer-not-primary"],
      limitSeconds: 300,
    });
    assert.deepEqual(alarmDue(watchedTopology, "stale-backup"), {
      names: ["content-out-of-sync"],
      limitSeconds: 1080,
    });
    assert.deepEqual(alarmDue(shopTopology, "stale-backup")?.limitSeconds, 180);
    assert.equal(alarmDue(watchedTopology, "stop-instance"), null);
  });

  it("has been told by an alarm of one of these names that goes off, by no other and not by its end", () => {
    const due = alarmDue(watchedTopology, "primary-region-lost")!;
    const noise = [alarm("backup-unhealthy", 50), alarm("primary-unhealthy", 55, "OK")];
    assert.equal(toldBy(noise, due), undefined);
    const told = alarm("answer-not-primary", 60);
    assert.equal(toldBy([...noise, told], due), told);
  });

  // Due 300 s after the fault at 40 s, and 0.8 s for this machine.
  for (const [events, rules] of [
    [[fault("primary-region-lost"), alarm("primary-unhealthy", 340.8)], []],
    [[fault("primary-region-lost"), alarm("primary-unhealthy", 340.9)], ["alarm-late"]],
    [[fault("primary-region-lost"), alarm("backup-unhealthy", 100)], ["alarm-never"]],
    [[fault("stop-instance")], []],
    [[], []],
  ] as const) {
    it(`finds ${rules.join() || "nothing"} in ${events.map(({ event, atSeconds }) => `${event} ${atSeconds}`).join(", ") || "no events"}`, () => {
      assert.deepEqual(rulesOf(events), rules);
    });
  }

  it("gives the latch its minutes, one until the next look, and one more", () => {
    assert.equal(holdLimitSeconds(manual), 420);
  });

  // 5 minutes after the answer at 70 s, 10 s earlier at the soonest, 420 s after it at the latest.
  for (const [atSeconds, rules] of [
    [359.9, ["latch-early"]],
    [360, []],
    [490, []],
    [490.1, ["latch-late"]],
  ] as const) {
    it(`held at ${atSeconds} s: ${rules.join() || "as declared"}`, () => {
      const events = heldAt(atSeconds);
      assert.deepEqual(rulesOf(events, manual), rules);
      assert.equal(heldBy(events)?.atSeconds, atSeconds);
    });
  }

  it("finds a watcher that never holds, and one that holds what has not moved", () => {
    assert.deepEqual(rulesOf([fault("manual-failback"), look(130, false)], manual), ["latch-never"]);
    assert.deepEqual(rulesOf([fault("manual-failback"), look(400, true)], manual), ["latch-early", "heal"]);
  });

  it("takes traffic that stays for proof only while the primary is healthy again", () => {
    const healed = fault("manual-failback", "heal", 500);
    assert.deepEqual(rulesOf(heldAt(380, [healed, report("hc-primary", 512, 2)]), manual), ["heal"]);
    assert.deepEqual(rulesOf(heldAt(380, [report("hc-primary", 512, 3)]), manual), ["heal"]);
    const tooLate = [healed, fault("manual-failback", "restore", 550), report("hc-primary", 560, 3)];
    assert.deepEqual(rulesOf(heldAt(380, tooLate), manual), ["heal"]);
  });
});
