import assert from "node:assert/strict";
import { once, setMaxListeners } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { probedChecks, runFleet } from "../../../rehearsal/checkers/fleet";
import type { CheckerEvent, ProbeEvent } from "../../../rehearsal/events";
import { loopbackAddresses } from "../../../rehearsal/loopback";
import { observe } from "../../../route53/checker";
import type { HealthCheck, HealthCheckConfig } from "../../../route53/types";
import { manualClock } from "../../support/manualClock";
import { shopTopology } from "../../support/shopTopology";

const [primaryCheck] = shopTopology.healthChecks as [HealthCheck];

function checkWith(Id: string, config: Partial<HealthCheckConfig>): HealthCheck {
  return { Id, HealthCheckConfig: { ...primaryCheck.HealthCheckConfig, ...config } };
}

describe("runFleet", () => {
  let server: Server;
  let sources: string[];
  let stopping: AbortController;

  beforeEach(async () => {
    sources = [];
    stopping = new AbortController();
    setMaxListeners(0, stopping.signal);
    server = createServer((request, response) => {
      sources.push(request.socket.remoteAddress ?? "");
      response.end("status=ok");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
  });

  afterEach(() => {
    stopping.abort();
    server.close();
  });

  async function fleetOf(...checks: HealthCheck[]) {
    const clock = manualClock();
    const events: (ProbeEvent | CheckerEvent)[] = [];
    const opinions: string[] = [];
    const asked: string[] = [];
    const running = runFleet({
      checks,
      routes: (publicIp, port) => {
        asked.push(`${publicIp}:${port}`);
        return server.address() as AddressInfo;
      },
      takeAddress: await loopbackAddresses(),
      board: {
        report: (checkId, checker, isHealthy) => opinions.push(`${checkId} ${checker} ${isHealthy}`),
      },
      rules: { observe },
      seed: 1,
      clock,
      signal: stopping.signal,
      onEvent: (event) => events.push(event),
    });
    /** Moves the clock in steps, and lets every probe of a step end before the next: sockets take time of their own. */
    const play = async (seconds: number): Promise<void> => {
      for (let step = 0; step < seconds * 10; step += 1) {
        await clock.advance(0.1);
        while (events.filter(({ event }) => event === "probe").length < asked.length) await setImmediate();
      }
    };
    return { play, events, opinions, asked, running };
  }

  it("sends sixteen checkers to each check's endpoint within one interval, each from its own address", async () => {
    const second = checkWith("hc-backup", { IPAddress: "198.51.100.20", Port: 8080 });
    const { play, events, asked, running } = await fleetOf(primaryCheck, second);
    await play(10);
    stopping.abort();
    await running;
    assert.equal(events.length, 32);
    for (const event of events) assert.ok(event.event === "probe" && event.passed);
    const names = new Set(events.map(({ checkId, checker }) => `${checkId} ${checker}`));
    assert.equal(names.size, 32);
    const targets = [
      ...new Array<string>(16).fill("192.0.2.10:80"),
      ...new Array<string>(16).fill("198.51.100.20:8080"),
    ];
    assert.deepEqual(asked.toSorted(), targets);
    // Where only 127.0.0.1 can be bound, it is everybody's.
    if (new Set(sources).size > 1) assert.equal(new Set(sources).size, 32);
  });

  it("hands each opinion to the board", async () => {
    const { play, opinions, running } = await fleetOf(checkWith("hc", { Regions: ["eu-west-1"] }));
    await play(10);
    assert.equal(opinions.length, 0);
    await play(11);
    stopping.abort();
    await running;
    assert.deepEqual(opinions.toSorted(), ["hc eu-west-1-1 true", "hc eu-west-1-2 true"]);
  });

  it("does not probe for a disabled check, or for one without an endpoint", async () => {
    const calculated: HealthCheck = {
      Id: "all",
      HealthCheckConfig: { Type: "CALCULATED", ChildHealthChecks: ["hc"] },
    };
    const { play, events, asked, running } = await fleetOf(checkWith("hc", { Disabled: true }), calculated);
    await play(100);
    await running;
    assert.deepEqual([events, asked], [[], []]);
  });

  it("only connects for a TCP check", async () => {
    const mail = checkWith("mail", { Type: "TCP", Regions: ["eu-west-1"] });
    const { play, events, asked, running } = await fleetOf(mail);
    await play(10);
    stopping.abort();
    await running;
    assert.deepEqual([asked, sources], [["192.0.2.10:80", "192.0.2.10:80"], []]);
    assert.deepEqual(
      events.map((event) => event.event === "probe" && event.reason),
      new Array(2).fill("Success: The endpoint accepted the connection."),
    );
  });

  it("probes the address, or else the name, at the port of the check's kind", async () => {
    const { Port: _port, IPAddress: _address, ...named } = primaryCheck.HealthCheckConfig;
    const check: HealthCheck = {
      Id: "hc",
      HealthCheckConfig: { ...named, Type: "HTTPS", Regions: ["eu-west-1"] },
    };
    const { play, asked, running } = await fleetOf(check);
    await play(10);
    stopping.abort();
    await running;
    assert.deepEqual(asked, ["www.example.com:443", "www.example.com:443"]);
  });
});

describe("probedChecks", () => {
  it("are those with an endpoint that are not disabled, and what is sent to each", () => {
    const tcp = checkWith("tcp", { Type: "TCP", Port: 25 });
    const found = probedChecks([
      tcp,
      checkWith("off", { Disabled: true }),
      { Id: "all", HealthCheckConfig: { Type: "CALCULATED", ChildHealthChecks: ["tcp"] } },
      { Id: "nowhere", HealthCheckConfig: { Type: "HTTP" } },
    ]);
    assert.deepEqual(found, [{ check: tcp, sends: { protocol: "tcp", target: "192.0.2.10", port: 25 } }]);
  });
});
