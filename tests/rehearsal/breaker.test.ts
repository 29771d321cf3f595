import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { SiteRole } from "../../recording/topology";
import { newBreaker, type Breaker } from "../../rehearsal/breaker";
import type { FaultEvent } from "../../rehearsal/events";
import type { Site } from "../../rehearsal/sites/site";
import { manualClock, type ManualClock } from "../support/manualClock";

describe("newBreaker", () => {
  let clock: ManualClock;
  let server: Server;
  let address: AddressInfo;
  let done: string[];
  let events: FaultEvent[];
  let breaker: Breaker;

  /** A site whose server is in this process; each step takes a scenario second. */
  function siteOf(role: SiteRole, endpoint: AddressInfo): Site {
    const step = (name: string) => async (): Promise<void> => {
      await clock.sleep(1);
      done.push(`${role} ${name}`);
    };
    return {
      role,
      publicIp: "192.0.2.10",
      ports: new Map([[80, endpoint]]),
      freeze: step("freeze"),
      thaw: () => done.push(`${role} thaw`),
      kill: step("kill"),
      revive: step("revive"),
      close: step("close"),
    };
  }

  async function listen(port = 0): Promise<void> {
    server = createServer((_request, response) => response.writeHead(404).end()).listen(port, "127.0.0.1");
    await once(server, "listening");
    address = server.address() as AddressInfo;
  }

  beforeEach(async () => {
    clock = manualClock();
    done = [];
    events = [];
    await listen();
    const sites = new Map([["primary" as const, siteOf("primary", address)]]);
    breaker = newBreaker({ sites, clock, onEvent: (event) => events.push(event) });
  });

  afterEach(() => {
    server.close();
  });

  async function inTime<T>(work: Promise<T>): Promise<T> {
    await clock.advance(1);
    return work;
  }

  it("tells of a fault when it has taken hold, and of the restore when the site answers again", async () => {
    const breaking = breaker.breakSite("primary", "kill-server");
    await clock.advance(0.999);
    assert.deepEqual([done.length, events.length], [0, 0]);
    await clock.advance(0.001);
    await breaking;
    await clock.advance(40);
    await inTime(breaker.restore());
    assert.deepEqual(done, ["primary kill", "primary revive"]);
    assert.deepEqual(events, [
      { event: "fault", atSeconds: 1, fault: "kill-server" },
      { event: "restore", atSeconds: 42, fault: "kill-server" },
    ]);
  });

  it("waits for a site that does not answer at once", async () => {
    await inTime(breaker.breakSite("primary", "kill-server"));
    const { port } = address;
    server.close();
    await once(server, "close");
    const restoring = inTime(breaker.restore());
    await clock.advance(2);
    assert.deepEqual(
      events.map(({ event }) => event),
      ["fault"],
    );
    await listen(port);
    await restoring;
    assert.deepEqual(
      events.map(({ event }) => event),
      ["fault", "restore"],
    );
  });

  it("restores nothing twice, and nothing that was never broken", async () => {
    await breaker.restore();
    await inTime(breaker.breakSite("primary", "stop-instance"));
    await breaker.restore();
    await breaker.restore();
    assert.deepEqual(done, ["primary freeze", "primary thaw"]);
    assert.equal(events.length, 2);
  });

  it("may break a site again once it is restored, and not before", async () => {
    await inTime(breaker.breakSite("primary", "kill-server"));
    await assert.rejects(breaker.breakSite("primary", "stop-instance"), {
      message: "The primary is broken already, by kill-server: restore it first.",
    });
    await inTime(breaker.restore());
    await inTime(breaker.breakSite("primary", "stop-instance"));
    assert.deepEqual(done, ["primary kill", "primary revive", "primary freeze"]);
    await breaker.restore();
  });

  it("undoes a fault that has taken hold only in part", async () => {
    const site = { ...siteOf("primary", address), freeze: () => Promise.reject(new Error("still accepts")) };
    breaker = newBreaker({
      sites: new Map([["primary", site]]),
      clock,
      onEvent: (event) => events.push(event),
    });
    await assert.rejects(breaker.breakSite("primary", "stop-instance"), { message: "still accepts" });
    await breaker.restore();
    assert.deepEqual(done, ["primary thaw"]);
  });

  it("knows only the sites of the topology", async () => {
    await assert.rejects(breaker.breakSite("backup", "kill-server"), {
      message: "There is no backup site to break.",
    });
  });
});
