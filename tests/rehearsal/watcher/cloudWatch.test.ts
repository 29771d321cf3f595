import assert from "node:assert/strict";
import type { AlarmEvent } from "../../../rehearsal/events";
import { newCloudWatch } from "../../../rehearsal/watcher/cloudWatch";
import type { TopologyAlarm } from "../../../recording/topology";
import { manualClock } from "../../support/manualClock";
import { watcherAlarm } from "../../support/shopTopology";

/** Plays minutes of `SiteHealthy` of the primary, null where nothing is published; returns what the alarms said. */
function play(alarms: readonly TopologyAlarm[], minutes: readonly (number | null)[], silentFrom = Infinity) {
  const told: string[] = [];
  let now = 0;
  const cloudWatch = newCloudWatch({
    alarms,
    isSilent: (region) => region === "us-east-1" && now >= silentFrom,
    clock: manualClock(),
    onEvent: ({ alarm, region, state }: AlarmEvent) => void told.push(`${now} ${alarm} ${region} ${state}`),
  });
  for (const [minute, value] of minutes.entries()) {
    now = minute;
    const metric = {
      name: "SiteHealthy",
      site: "primary",
      unit: "None",
      atMs: minute * 60_000 + 15_000,
    } as const;
    if (value !== null) cloudWatch.put("us-west-1", [{ ...metric, value }]);
    if (value !== null) cloudWatch.put("us-east-1", [{ ...metric, value }]);
    cloudWatch.evaluate(minute);
  }
  return told;
}

const alarm = { ...watcherAlarm("primary-unhealthy", { site: "primary" }), name: "west" };

describe("rehearsal/watcher/cloudWatch", () => {
  it("says of an alarm when it goes off and when it is over, and nothing of one that stays as it is", () => {
    assert.deepEqual(play([alarm], [1, 0, 0, 0, 1, 1]), ["2 west us-west-1 ALARM", "4 west us-west-1 OK"]);
  });

  it("takes a single look for enough to be OK, and a watcher that is silent from the start for a bad sign", () => {
    assert.deepEqual(play([alarm], [1, 1]), []);
    assert.deepEqual(play([alarm], [null]), ["0 west us-west-1 ALARM"]);
  });

  it("goes off when the watcher falls silent, within 5 minutes of its last look", () => {
    // The two values that it needs stay in sight for 4 minutes; of the one that is then left, nothing breaches.
    assert.deepEqual(play([alarm], [1, 1, 1, null, null, null, null]), ["6 west us-west-1 ALARM"]);
  });

  it("keeps the metrics of each region, name and site apart", () => {
    const others = [
      { ...alarm, name: "backup", site: "backup" },
      { ...alarm, name: "answer", metricName: "AnsweringSite", site: null },
      { ...alarm, name: "elsewhere", region: "eu-west-1" },
    ];
    // None of them is ever published, so that each is in ALARM from the first minute on; the one that is, is not.
    assert.deepEqual(play([alarm, ...others], [1, 1]), [
      "0 backup us-west-1 ALARM",
      "0 answer us-west-1 ALARM",
      "0 elsewhere eu-west-1 ALARM",
    ]);
  });

  it("hears nothing of a region that is silent", () => {
    const east = { ...alarm, name: "east", region: "us-east-1" };
    assert.deepEqual(play([alarm, east], [1, 0, 0], 1), ["2 west us-west-1 ALARM"]);
    assert.deepEqual(play([alarm, east], [1, 0, 0]), ["2 west us-west-1 ALARM", "2 east us-east-1 ALARM"]);
  });
});
