import assert from "node:assert/strict";
import { recordStack } from "../../../recording/record";
import { stackTopology } from "../../../recording/stackTopology";
import type { StackTopology } from "../../../recording/topology";
import type { AlarmEvent } from "../../../rehearsal/events";
import { rehearse, type Rehearsed } from "./judgedRehearsal";

/**
 * Prod with the shortest limits that the settings allow, and its site watcher at work over real sockets: it tells of a
 * lost region and of stale content, and holds traffic on the backup where failback is manual.
 */

/** What the watcher's alarms said between the fault and the restore, each with the seconds since the fault. */
function alarmsIn({ events }: Rehearsed): { readonly what: string; readonly afterSeconds: number }[] {
  const at = (kind: "fault" | "restore") => events.find(({ event }) => event === kind)!.atSeconds;
  return events
    .filter((event): event is AlarmEvent => event.event === "alarm")
    .filter(({ atSeconds }) => atSeconds >= at("fault") && atSeconds < at("restore"))
    .map(({ alarm, region, state, atSeconds }) => ({
      what: `${region} ${alarm.replace("website-failover-prod-watcher-", "")} ${state}`,
      afterSeconds: atSeconds - at("fault"),
    }));
}

function assertPass({ verdict, findings, expected }: Rehearsed, site: string) {
  assert.deepEqual({ verdict, findings, expected }, { verdict: "pass", findings: [], expected: [site] });
}

describe("a rehearsal with a site watcher", function () {
  this.timeout(400_000);

  let topology: StackTopology;
  before(async () => {
    const config = {
      "website-failover:operatorSwitch": '{"enabled":true,"failback":"manual","holdAfterMinutes":3}',
      "website-failover:dataSync": '{"enabled":true,"maxStalenessMinutes":5}',
    };
    topology = stackTopology(await recordStack("prod", { config }));
  });

  it("tells within 5 minutes that the primary's region is lost, from the backup's region alone", async () => {
    const rehearsed = await rehearse(topology, "primary-region-lost");
    assertPass(rehearsed, "backup");
    const alarms = alarmsIn(rehearsed);
    const told = alarms.find(({ what }) =>
      ["us-west-1 primary-unhealthy ALARM", "us-west-1 answer-not-primary ALARM"].includes(what),
    );
    assert.ok(told && told.afterSeconds <= 300, JSON.stringify(alarms));
    assert.deepEqual(
      alarms.filter(({ what }) => !what.startsWith("us-west-1 ")),
      [],
    );
  });

  it("holds traffic on the backup after the primary is mended, until the switch is taken off", async () => {
    const rehearsed = await rehearse(topology, "manual-failback");
    assertPass(rehearsed, "backup");
    assert.deepEqual(
      rehearsed.events.flatMap((event) => (event.event === "look" && event.hasHeld ? ["held"] : [])),
      ["held"],
    );
  });

  it("tells of a backup whose content is behind, and moves nobody", async () => {
    const rehearsed = await rehearse(topology, "stale-backup");
    assertPass(rehearsed, "primary");
    assert.deepEqual(
      alarmsIn(rehearsed).map(({ what }) => what),
      ["us-west-1 content-out-of-sync ALARM"],
    );
  });
});
