import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { startDnsServer, type DnsServer } from "../../../rehearsal/dns/server";
import { zoneResponder } from "../../../rehearsal/dns/zoneResponder";
import type { AlarmEvent, LookEvent } from "../../../rehearsal/events";
import { route53Rules } from "../../../rehearsal/rules";
import { runWatcher } from "../../../rehearsal/watcher/runWatcher";
import { manualClock, type ManualClock } from "../../support/manualClock";
import { watchedTopology } from "../../support/shopTopology";

const { zone, siteWatcher } = watchedTopology;

/** A watcher of a stack without a switch and without content: what it needs are two sites and a name server. */
const plain = {
  ...siteWatcher!,
  plan: { ...siteWatcher!.plan, operatorSwitch: null, content: null },
  alarms: siteWatcher!.alarms.filter(({ metricName }) => metricName === "SiteHealthy"),
};

describe("rehearsal/watcher/runWatcher", () => {
  let events: (LookEvent | AlarmEvent)[];
  let isPrimaryUp: boolean;
  let site: Server;
  let dns: DnsServer;
  let clock: ManualClock;
  let stopping: AbortController;
  let running: Promise<void>;

  beforeEach(async () => {
    events = [];
    isPrimaryUp = true;
    site = createServer((_request, response) => response.end("status=ok\n")).listen(0, "127.0.0.1");
    await once(site, "listening");
    const { port } = site.address() as AddressInfo;
    clock = manualClock();
    stopping = new AbortController();
    const common = { rules: route53Rules, seed: 1, speed: 10, clock };
    dns = await startDnsServer(
      "127.0.0.1",
      zoneResponder({ ...common, zone, isHealthy: (id) => id !== "hc-calculated" || isPrimaryUp }),
    );
    running = runWatcher({
      siteWatcher: plain,
      routes: (publicIp) => ({
        address: "127.0.0.1",
        port: publicIp === "192.0.2.10" && !isPrimaryUp ? 1 : port,
      }),
      dns,
      bucket: null,
      isSilent: () => false,
      clock,
      speed: 10,
      signal: stopping.signal,
      onEvent: (event) => void events.push(event),
    });
  });

  afterEach(async () => {
    stopping.abort();
    await running;
    await dns.close();
    site.close();
  });

  /** The clock stands still while a look is under way, and then goes on by a minute. */
  async function pass(minutes: number): Promise<void> {
    for (let left = minutes; left > 0; left -= 1) {
      const looks = events.filter(({ event }) => event === "look").length;
      await clock.advance(15);
      while (events.filter(({ event }) => event === "look").length === looks) await setTimeout(2);
      await clock.advance(45);
    }
  }

  it("looks 15 s into each minute, and tells of the primary's loss at the end of the second one without it", async () => {
    await pass(2);
    isPrimaryUp = false;
    await pass(2);
    const look = { event: "look", isForced: null, isContentInSync: null, hasHeld: false } as const;
    const whole = {
      ...look,
      isHealthy: { primary: true, backup: true },
      answeringSite: "primary",
      failures: [],
    };
    const lost = {
      ...look,
      isHealthy: { primary: false, backup: true },
      answeringSite: "backup",
      failures: ["health page of the primary: connect ECONNREFUSED 127.0.0.1:1"],
    };
    assert.deepEqual(events, [
      { ...whole, atSeconds: 15 },
      { ...whole, atSeconds: 75 },
      { ...lost, atSeconds: 135 },
      { ...lost, atSeconds: 195 },
      {
        event: "alarm",
        atSeconds: 240,
        alarm: "website-failover-prod-watcher-primary-unhealthy",
        region: "us-west-1",
        state: "ALARM",
      },
    ]);
  });

  it("ends with the rehearsal, without another look", async () => {
    await clock.advance(14);
    stopping.abort();
    await running;
    await clock.advance(60);
    assert.deepEqual(events, []);
  });
});
