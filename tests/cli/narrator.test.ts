import assert from "node:assert/strict";
import { narrator } from "../../cli/narrator";
import type { RehearsalEvent } from "../../rehearsal/events";
import { addresses, answer, opinion, page, probe, report } from "../drill/shopEvents";
import { shopTopology, watchedTopology } from "../support/shopTopology";

const news = (text: string) => ({ text, isNews: true });
const count = (text: string) => ({ text, isNews: false });

describe("cli/narrator", () => {
  it("tells what changes, once, and counts on the way", () => {
    const tell = narrator(shopTopology);
    const story: [RehearsalEvent, ReturnType<typeof tell>][] = [
      [
        report("hc-primary", 9.96, 1, 1),
        count("  10.0 s  the primary's check: healthy, 1 of 1 checkers pass"),
      ],
      [report("hc-primary", 12, 2, 2), count("  12.0 s  the primary's check: healthy, 2 of 2 checkers pass")],
      [report("hc-backup", 13, 1, 1), count("  13.0 s  the backup's check: healthy, 1 of 1 checkers pass")],
      [
        { event: "fault", atSeconds: 40, fault: "kill-server" },
        news("  40.0 s  fault: kill-server on the primary"),
      ],
      [report("hc-primary", 58, 2), news("  58.0 s  the primary's check: unhealthy, 2 of 16 checkers pass")],
      [report("hc-backup", 58.5, 0), news("  58.5 s  the backup's check: unhealthy, 0 of 16 checkers pass")],
      [report("hc-primary", 59, 1), count("  59.0 s  the primary's check: unhealthy, 1 of 16 checkers pass")],
      [
        answer("authoritative", 61, "backup"),
        news("  61.0 s  name server: www.example.com is at 198.51.100.20, the backup"),
      ],
      [answer("resolver", 75.5, "nobody"), news("  75.5 s  resolver: www.example.com is at SERVFAIL")],
      [report("hc-primary", 111, 3), news(" 111.0 s  the primary's check: healthy, 3 of 16 checkers pass")],
      [
        { event: "restore", atSeconds: 1000, fault: "kill-server" },
        news("1000.0 s  restored: the primary answers again"),
      ],
    ];
    assert.deepEqual(
      story.map(([event]) => tell(event)),
      story.map(([, told]) => told),
    );
  });

  it("tells what the site watcher does and its alarms say, and not that it has looked", () => {
    const tell = narrator(watchedTopology);
    const look = {
      event: "look",
      atSeconds: 380,
      isHealthy: { primary: false, backup: true },
      answeringSite: "backup",
      isForced: false,
      isContentInSync: null,
      hasHeld: false,
      failures: [],
    } as const;
    const alarm = {
      event: "alarm",
      atSeconds: 180,
      alarm: "shop-primary-unhealthy",
      region: "us-west-1",
    } as const;
    assert.deepEqual(
      [
        tell(look),
        tell({ ...look, hasHeld: true }),
        tell({ ...alarm, state: "ALARM" }),
        tell({ ...alarm, state: "OK" }),
        tell({ event: "heal", atSeconds: 398, fault: "manual-failback" }),
      ],
      [
        null,
        news(" 380.0 s  site watcher: puts the switch on, to hold traffic on the backup"),
        news(" 180.0 s  alarm in us-west-1: shop-primary-unhealthy goes off"),
        news(" 180.0 s  alarm in us-west-1: shop-primary-unhealthy is over"),
        news(" 398.0 s  mended: the primary, while the switch keeps the traffic away"),
      ],
    );
  });

  it("names the sites that a fault breaks", () => {
    const tell = narrator(shopTopology);
    assert.deepEqual(
      (["backup-down", "both-down"] as const).flatMap((fault) => [
        tell({ event: "fault", atSeconds: 40, fault })?.text,
        tell({ event: "restore", atSeconds: 90, fault })?.text,
      ]),
      [
        "  40.0 s  fault: backup-down on the backup",
        "  90.0 s  restored: the backup answers again",
        "  40.0 s  fault: both-down on both sites",
        "  90.0 s  restored: both sites answer again",
      ],
    );
  });

  it("names no site for an answer with both addresses", () => {
    const both = { ...answer("resolver", 5, "primary"), addresses: Object.values(addresses) };
    assert.deepEqual(
      narrator(shopTopology)(both),
      news("   5.0 s  resolver: www.example.com is at 192.0.2.10, 198.51.100.20"),
    );
  });

  it("leaves probes, opinions and pages to what follows from them", () => {
    const tell = narrator(shopTopology);
    const events = [
      probe("hc-primary", "us-east-1-1", 1, true),
      opinion("hc-primary", "us-east-1-1", 1, true),
      page("fresh", 1, "primary"),
    ];
    assert.deepEqual(events.map(tell), [null, null, null]);
  });

  it("tells a site's own answer when it differs, and which of several servers was asked", () => {
    const tell = narrator(shopTopology);
    const direct = (atSeconds: number, reason: string, startedAtSeconds = atSeconds): RehearsalEvent => {
      const passed = reason === "HTTP 200";
      return { event: "direct", atSeconds, startedAtSeconds, site: "primary", passed, reason };
    };
    const asked = "the primary, asked directly:";
    assert.deepEqual(
      [
        tell(direct(1, "HTTP 200")),
        tell(direct(2, "connection refused")),
        tell(direct(3, "connection refused")),
        tell(direct(10, "HTTP 200")),
        // Began before the site answered again, and says nothing of now.
        tell(direct(11, "no answer within 4 s", 7)),
        tell({ ...answer("authoritative", 61, "backup"), server: "ns-1.example" }),
      ],
      [
        count(`   1.0 s  ${asked} HTTP 200`),
        news(`   2.0 s  ${asked} connection refused`),
        count(`   3.0 s  ${asked} connection refused`),
        news(`  10.0 s  ${asked} HTTP 200`),
        null,
        news("  61.0 s  name server ns-1.example: www.example.com is at 198.51.100.20, the backup"),
      ],
    );
  });
});
