import assert from "node:assert/strict";
import { measure } from "../../drill/timeline";
import type { RehearsalEvent } from "../../rehearsal/events";
import type { StackTopology } from "../../recording/topology";
import { shopTopology } from "../support/shopTopology";
import { answer, page, report, shopEvents } from "./shopEvents";

const nothing = {
  firstProbeSeconds: null,
  checkSeconds: null,
  authoritativeSeconds: null,
  resolverSeconds: null,
  shopperSeconds: null,
};

const unknown = { longestGapSeconds: null, failedRequests: null, toBackupSeconds: null, homeSeconds: null };

describe("drill/timeline", () => {
  it("counts the way home from the restore where the primary was mended before", () => {
    // The first probes pass at 100 s, and that is not what the restore at 104 s has undone.
    const events = shopEvents().map((event) =>
      event.event === "restore" ? { ...event, atSeconds: 104 } : event,
    );
    const heal = { event: "heal", atSeconds: 100, fault: "manual-failback" } as const;
    assert.equal(measure(events, shopTopology).restoreSeconds, 100);
    assert.equal(measure([heal, ...events], shopTopology).restoreSeconds, 104);
  });

  it("measures every instant after the fault and after the restore", () => {
    assert.deepEqual(measure(shopEvents(), shopTopology), {
      faultSeconds: 40,
      failover: {
        firstProbeSeconds: 0,
        checkSeconds: 17.8,
        authoritativeSeconds: 21,
        resolverSeconds: 35.5,
        shopperSeconds: 36.6,
      },
      failoverVote: { healthyCheckers: 2, checkers: 16 },
      restoreSeconds: 100,
      failback: {
        firstProbeSeconds: 0,
        checkSeconds: 11.2,
        authoritativeSeconds: 14.5,
        resolverSeconds: 30,
        shopperSeconds: 30.6,
      },
      failbackVote: { healthyCheckers: 3, checkers: 16 },
      endSeconds: 134.8,
      // The last page before the fault came at 39.6 s, the first from the backup at 76.6 s; 36 visits lay between.
      shoppers: {
        fresh: { longestGapSeconds: 37, failedRequests: 36, toBackupSeconds: 36.6, homeSeconds: 30.6 },
        pooled: { longestGapSeconds: 37, failedRequests: 36, toBackupSeconds: 36.6, homeSeconds: null },
        // Nine seconds later there, and not home at the end either.
        clamped: { longestGapSeconds: 46, failedRequests: 45, toBackupSeconds: 45.6, homeSeconds: null },
        // As long as the fault: from 39.6 s to 100.6 s.
        forever: { longestGapSeconds: 61, failedRequests: 60, toBackupSeconds: null, homeSeconds: 0.6 },
      },
    });
  });

  it("knows nothing without events", () => {
    assert.deepEqual(measure([], shopTopology), {
      faultSeconds: null,
      failover: nothing,
      failoverVote: null,
      restoreSeconds: null,
      failback: nothing,
      failbackVote: null,
      endSeconds: 0,
      shoppers: { fresh: unknown, pooled: unknown, clamped: unknown, forever: unknown },
    });
  });

  it("does not take what happened before the fault, or after the restore, for the failover", () => {
    const events: RehearsalEvent[] = [
      answer("authoritative", 1, "backup"),
      page("fresh", 2, "backup"),
      { event: "fault", atSeconds: 10, fault: "kill-server" },
      { event: "restore", atSeconds: 20, fault: "kill-server" },
      answer("authoritative", 20, "backup"),
      answer("resolver", 21, "backup"),
    ];
    const { failover, failback } = measure(events, shopTopology);
    assert.deepEqual({ failover, failback }, { failover: nothing, failback: nothing });
  });

  it("calls only a change of state a turn of the check", () => {
    const events: RehearsalEvent[] = [
      report("hc-primary", 5, 16),
      { event: "fault", atSeconds: 10, fault: "kill-server" },
      report("hc-primary", 12, 3),
      { event: "restore", atSeconds: 20, fault: "kill-server" },
      report("hc-primary", 21, 4),
    ];
    const { failover, failback, failoverVote, failbackVote } = measure(events, shopTopology);
    assert.deepEqual(
      [failover.checkSeconds, failback.checkSeconds, failoverVote, failbackVote],
      [null, null, null, null],
    );
  });

  it("follows the check of the PRIMARY record set, and none when that has none", () => {
    const recordSets = shopTopology.zone.recordSets.map(({ HealthCheckId: _dropped, ...rest }) => rest);
    const unchecked: StackTopology = { ...shopTopology, zone: { ...shopTopology.zone, recordSets } };
    const { failover } = measure(shopEvents(), unchecked);
    assert.deepEqual([failover.firstProbeSeconds, failover.checkSeconds], [null, null]);
  });

  it("takes nothing for the backup but its address alone", () => {
    const both = { ...answer("authoritative", 61, "backup"), addresses: ["192.0.2.10", "198.51.100.20"] };
    const events = shopEvents().map((event) =>
      event.event === "answer" && event.observer === "authoritative" && event.atSeconds === 61 ? both : event,
    );
    assert.equal(measure(events, shopTopology).failover.authoritativeSeconds, null);
  });

  it("counts a gap that lasts to the end, and none where no page came before the fault", () => {
    const events: RehearsalEvent[] = [
      page("fresh", 8, "primary"),
      { event: "fault", atSeconds: 10, fault: "kill-server" },
      page("fresh", 11, null),
      page("pooled", 19.9, null),
    ];
    assert.deepEqual(measure(events, shopTopology).shoppers, {
      fresh: { ...unknown, longestGapSeconds: 11.9, failedRequests: 1 },
      pooled: { ...unknown, failedRequests: 1 },
      clamped: unknown,
      forever: unknown,
    });
  });

  it("takes no probe for the end of an outage but the first that passes after its checker's last had failed", () => {
    const passing = (event: RehearsalEvent) =>
      event.event === "probe" && event.checkId === "hc-primary" ? { ...event, passed: true } : event;
    // A site whose check never turned was restored when that was reported, however many probes had passed before.
    const untouched = shopEvents()
      .filter(({ event }) => event !== "check")
      .map(passing);
    assert.equal(measure(untouched, shopTopology).restoreSeconds, 100);
    // The first to pass is the checker of 0 s, at 100 s; its probe is seen to pass 1 s earlier than the restore.
    const early = shopEvents().map((event) =>
      event.event === "restore" ? { ...event, atSeconds: 101 } : event,
    );
    assert.equal(measure(early, shopTopology).restoreSeconds, 100);
  });

  it("takes no page after the restore for the way to the backup, and none before it for the way home", () => {
    const events: RehearsalEvent[] = [
      page("forever", 5, "backup"),
      page("forever", 8, "primary"),
      { event: "fault", atSeconds: 10, fault: "kill-server" },
      page("forever", 12, "primary"),
      { event: "restore", atSeconds: 20, fault: "kill-server" },
      page("forever", 22, "backup"),
      page("forever", 24, "primary"),
    ];
    const { toBackupSeconds, homeSeconds } = measure(events, shopTopology).shoppers.forever;
    assert.deepEqual([toBackupSeconds, homeSeconds], [null, 4.1]);
  });
});
