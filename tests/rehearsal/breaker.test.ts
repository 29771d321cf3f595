import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { SiteRole } from "../../recording/topology";
import { newBreaker, type Breaker } from "../../rehearsal/breaker";
import type { FaultEvent } from "../../rehearsal/events";
import type { Site } from "../../rehearsal/sites/site";
import { sceneOf } from "./faults/scene";
import { manualClock, type ManualClock } from "../support/manualClock";

describe("newBreaker", () => {
  const scene = sceneOf({ speed: 10, requestIntervalSeconds: 10 });
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
      block: step("block"),
      unblock: () => done.push(`${role} unblock`),
      misbehave: (misbehavior) => {
        done.push(`${role} misbehave ${JSON.stringify(misbehavior)}`);
        return Promise.resolve();
      },
      serveRelease: step("release"),
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
    breaker = newBreaker({ ...scene, sites, clock, onEvent: (event) => events.push(event) });
  });

  afterEach(() => {
    server.close();
  });

  async function inTime<T>(work: Promise<T>): Promise<T> {
    await clock.advance(1);
    return work;
  }

  it("tells of a fault when it has taken hold, and of the restore when the site answers again", async () => {
    const breaking = breaker.inflict("kill-server");
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
    await inTime(breaker.inflict("kill-server"));
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

  it("mends a site while the switch keeps the traffic away, and takes the switch off when all is restored", async () => {
    const states: string[] = [];
    const operatorSwitch = {
      setState: (state: string) => void states.push(state),
      replaceCheck: () => Promise.resolve(),
      revertCheck: () => undefined,
    };
    const sites = new Map([["primary" as const, siteOf("primary", address)]]);
    breaker = newBreaker({ ...scene, operatorSwitch, sites, clock, onEvent: (event) => events.push(event) });
    await inTime(breaker.inflict("manual-failback"));
    await breaker.heal();
    assert.deepEqual([done, states], [["primary freeze", "primary thaw"], []]);
    await breaker.restore();
    assert.deepEqual([done.length, states], [3, ["deleted"]]);
    assert.deepEqual(
      events.map(({ event }) => event),
      ["fault", "heal", "restore"],
    );
  });

  it("mends nothing before the restore where nothing keeps the traffic away", async () => {
    await breaker.heal();
    await inTime(breaker.inflict("stop-instance"));
    await breaker.heal();
    assert.deepEqual([done, events.length], [["primary freeze"], 1]);
    await breaker.restore();
  });

  it("restores nothing twice, and nothing that was never broken", async () => {
    await breaker.restore();
    await inTime(breaker.inflict("stop-instance"));
    await breaker.restore();
    await breaker.restore();
    assert.deepEqual(done, ["primary freeze", "primary thaw"]);
    assert.equal(events.length, 2);
  });

  it("may inflict a fault again once all is restored, and not before", async () => {
    await inTime(breaker.inflict("kill-server"));
    await assert.rejects(breaker.inflict("stop-instance"), {
      message: "There is a fault already, kill-server: restore it first.",
    });
    await inTime(breaker.restore());
    await inTime(breaker.inflict("stop-instance"));
    assert.deepEqual(done, ["primary kill", "primary revive", "primary freeze"]);
    await breaker.restore();
  });

  it("undoes a fault that has taken hold only in part", async () => {
    const site = { ...siteOf("primary", address), freeze: () => Promise.reject(new Error("still accepts")) };
    breaker = newBreaker({
      ...scene,
      sites: new Map([["primary", site]]),
      clock,
      onEvent: (event) => events.push(event),
    });
    await assert.rejects(breaker.inflict("stop-instance"), { message: "still accepts" });
    await breaker.restore();
    assert.deepEqual(done, ["primary thaw"]);
  });

  it("breaks both sites, with one event for the fault and one for the restore", async () => {
    const sites = new Map((["primary", "backup"] as const).map((role) => [role, siteOf(role, address)]));
    breaker = newBreaker({ ...scene, sites, clock, onEvent: (event) => events.push(event) });
    const breaking = breaker.inflict("both-down");
    await clock.advance(2);
    await breaking;
    await breaker.restore();
    assert.deepEqual(done, ["primary freeze", "backup freeze", "primary thaw", "backup thaw"]);
    assert.deepEqual(events, [
      { event: "fault", atSeconds: 2, fault: "both-down" },
      { event: "restore", atSeconds: 2, fault: "both-down" },
    ]);
  });

  it("does not wait for a site to answer whose check was inverted: it has answered all the time", async () => {
    server.close();
    await once(server, "close");
    const inverted: boolean[] = [];
    breaker = newBreaker({
      ...scene,
      invertCheck: (_site, isInverted) => void inverted.push(isInverted),
      sites: new Map([["primary", siteOf("primary", address)]]),
      clock,
      onEvent: (event) => events.push(event),
    });
    await breaker.inflict("invert-check");
    await breaker.restore();
    assert.deepEqual([inverted, done], [[true, false], []]);
    assert.deepEqual(
      events.map(({ event }) => event),
      ["fault", "restore"],
    );
    await listen();
  });

  it("tells a fault the speed and the interval that it needs", async () => {
    await breaker.inflict("flap");
    await breaker.restore();
    // 5 of 20 scenario seconds, at 10 times real speed.
    const flapping = '{"kind":"reply","status":500,"rhythm":{"badMs":500,"goodMs":1500}}';
    assert.deepEqual(done, [`primary misbehave ${flapping}`, "primary misbehave null"]);
  });

  it("knows only the sites of the topology, and breaks none where one is missing", async () => {
    await assert.rejects(breaker.inflict("both-down"), { message: "There is no backup site to break." });
    assert.deepEqual(done, []);
    await breaker.restore();
    assert.deepEqual(events, []);
  });
});
