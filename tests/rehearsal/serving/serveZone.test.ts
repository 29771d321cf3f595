import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { askServer, type DnsAnswer } from "../../../rehearsal/dns/client";
import { routesTo, type LoopbackEndpoint } from "../../../rehearsal/loopback";
import type { ServingEvent } from "../../../rehearsal/serving/events";
import { serveZone, type ServeZoneOptions } from "../../../rehearsal/serving/serveZone";
import { failureReasons } from "../../../route53/probe";
import type { HealthCheck } from "../../../route53/types";
import { shopTopology } from "../../support/shopTopology";

const [primary, backup] = shopTopology.healthChecks as [HealthCheck, HealthCheck];
const www = { name: "www.example.com", type: "A" };

/** A check with the fewest checkers, each of whom is quick to judge. */
function quick({ Id, HealthCheckConfig: config }: HealthCheck, more: object = {}): HealthCheck {
  const regions = ["us-east-1", "us-west-1", "eu-west-1"] as const;
  return { Id, HealthCheckConfig: { ...config, Regions: [...regions], FailureThreshold: 1, ...more } };
}

function addressesIn({ answers }: DnsAnswer): unknown[] {
  return answers.map((record) => record.type === "A" && record.data);
}

/** At 40 times real speed; what is probed is refused, which is the only verdict that a busy machine cannot change. */
describe("serveZone", () => {
  let closed: LoopbackEndpoint;
  let stopping: AbortController;

  before(async () => {
    closed = (await routesTo([], "127.0.0.1"))("", 0);
  });

  beforeEach(() => {
    stopping = new AbortController();
  });

  afterEach(() => {
    stopping.abort();
  });

  /** Serves, and shows the events so far; `until` waits for the first, or a later one, of a kind. */
  function start(change: Partial<ServeZoneOptions> = {}) {
    const events: ServingEvent[] = [];
    const watchers = new Set<() => void>();
    const serving = serveZone({
      zone: shopTopology.zone,
      checks: [quick(primary), quick(backup)],
      stated: new Map([["hc-backup", true]]),
      routes: () => closed,
      listen: { address: "127.0.0.1", port: 0 },
      aggregationSeconds: 3,
      speed: 40,
      seed: 1,
      signal: stopping.signal,
      onEvent: (event) => {
        events.push(event);
        for (const watcher of watchers) watcher();
      },
      ...change,
    });
    const until = async <K extends ServingEvent["event"]>(kind: K, count = 1) => {
      for (;;) {
        const found = events.filter(
          (event): event is Extract<ServingEvent, { event: K }> => event.event === kind,
        )[count - 1];
        if (found) return found;
        const ended = serving.then(() => assert.fail(`It ended without ${kind}.`));
        await Promise.race([ended, new Promise<void>((resolve) => void watchers.add(resolve))]);
      }
    };
    const stop = async (): Promise<void> => {
      stopping.abort();
      await serving;
    };
    return { events, until, stop, serving };
  }

  it("tells where it listens, then each change: of a checker, of its check, and of the answer after the delay", async () => {
    const { events, until, stop } = start();
    const { outcomes, atSeconds, name, type } = await until("answer");
    const dns = await until("listening");
    assert.deepEqual(addressesIn(await askServer(dns, www)), ["198.51.100.20"]);
    await stop();

    const [first, checker, check] = events;
    assert.deepEqual(first, { event: "listening", address: "127.0.0.1", port: dns.port });
    assert.ok(checker?.event === "checker" && check?.event === "check");
    const { atSeconds: checkerAt, checker: checkerName, ...ofChecker } = checker;
    const region = checkerName.replace(/-[12]$/, "");
    const reason = failureReasons.connectionRefused;
    assert.deepEqual(ofChecker, { event: "checker", checkId: "hc-primary", region, healthy: false, reason });
    const { atSeconds: checkAt, ...ofCheck } = check;
    const count = { healthyCheckers: 0, checkers: 1 };
    assert.deepEqual(ofCheck, { event: "check", checkId: "hc-primary", healthy: false, ...count });
    assert.ok(checkerAt <= checkAt && checkAt + 3 <= atSeconds, `${checkerAt}, ${checkAt}, ${atSeconds}`);
    assert.deepEqual([name, type], ["www.example.com.", "A"]);
    assert.deepEqual(outcomes, [
      {
        probability: 1,
        rcode: "NOERROR",
        answers: [{ name: "www.example.com.", type: "A", ttl: 20, data: "198.51.100.20" }],
        recordSets: [
          { name: "www.example.com.", type: "A", setIdentifier: "www-backup" },
          { name: "backup.example.com.", type: "A" },
        ],
      },
    ]);
  });

  it("ends on the signal, and listens no more", async () => {
    const { until, stop } = start();
    const dns = await until("listening");
    await stop();
    const again = start({
      listen: { address: dns.address, port: dns.port },
      signal: (stopping = new AbortController()).signal,
    });
    assert.equal((await again.until("listening")).port, dns.port);
    await again.stop();
  });

  it("does not even begin when the signal has come already", async () => {
    stopping.abort();
    const { events, serving } = start();
    await serving;
    assert.deepEqual(events, []);
  });

  it("does not probe a check whose status is stated, and goes by what is stated", async () => {
    const asked = new Set<string>();
    const other = quick({ ...backup, Id: "other" }, { IPAddress: "198.51.100.21" });
    const { until, stop } = start({
      checks: [quick(primary), quick(backup), other],
      stated: new Map([
        ["hc-primary", false],
        ["hc-backup", true],
      ]),
      routes: (target) => {
        asked.add(target);
        return closed;
      },
    });
    const dns = await until("listening");
    assert.deepEqual(addressesIn(await askServer(dns, www)), ["198.51.100.20"]);
    // All six checkers of the third check: whoever probed the others would have begun in the same interval.
    await until("checker", 6);
    await stop();
    assert.deepEqual([...asked], ["198.51.100.21"]);
  });

  it("lets a CALCULATED check follow a TCP check", async () => {
    const tcp: HealthCheck = quick({
      Id: "tcp",
      HealthCheckConfig: { Type: "TCP", IPAddress: "192.0.2.10", Port: 25 },
    });
    const all: HealthCheck = {
      Id: "hc-primary",
      HealthCheckConfig: { Type: "CALCULATED", ChildHealthChecks: ["tcp", "hc-backup"], HealthThreshold: 2 },
    };
    const { events, until, stop } = start({ checks: [tcp, all, backup] });
    const { outcomes } = await until("answer");
    await stop();
    assert.deepEqual(outcomes[0]?.answers[0]?.data, "198.51.100.20");
    const ofAll = events.filter((event) => event.event === "check" && event.checkId === "hc-primary");
    assert.deepEqual(
      ofAll.map((event) => ({ ...event, atSeconds: 0 })),
      [
        {
          event: "check",
          atSeconds: 0,
          checkId: "hc-primary",
          healthy: false,
          healthyCheckers: 0,
          checkers: 0,
        },
      ],
    );
  });

  it("probes what the routes name, with the check's own Host", async () => {
    const site: Server = createServer((request, response) => {
      response.end("status=ok");
      hosts.push(request.headers.host);
    }).listen(0, "127.0.0.1");
    const hosts: unknown[] = [];
    await once(site, "listening");
    const { stop } = start({ routes: () => site.address() as AddressInfo });
    await once(site, "request");
    await stop();
    site.close().closeAllConnections();
    assert.equal(hosts[0], "www.example.com");
  });

  it("probes nothing off this machine, whatever it is asked, and closes its port", async () => {
    const { events, serving } = start({ routes: () => null });
    await assert.rejects(serving, { message: "192.0.2.10, port 80, is not on this machine." });
    const [first] = events;
    assert.ok(first?.event === "listening");
    const again = start({ listen: first });
    await again.until("listening");
    await again.stop();
  });

  it("says so when its port is taken", async () => {
    const { until, stop } = start();
    const dns = await until("listening");
    await assert.rejects(start({ listen: dns }).serving, { code: "EADDRINUSE", syscall: "listen" });
    await stop();
  });
});
