import assert from "node:assert/strict";
import { once, setMaxListeners } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import type { Resolution } from "../../../rehearsal/dns/resolver";
import type { PageEvent } from "../../../rehearsal/events";
import { runFreshShoppers } from "../../../rehearsal/shoppers/fresh";
import { manualClock, type ManualClock } from "../../support/manualClock";

const nowhere: Resolution = { rcode: "NXDOMAIN", addresses: [], wireTtlSeconds: null };

describe("runFreshShoppers", () => {
  let clock: ManualClock;
  let stopping: AbortController;
  let events: PageEvent[];
  let server: Server | null;

  beforeEach(() => {
    clock = manualClock();
    stopping = new AbortController();
    setMaxListeners(0, stopping.signal);
    events = [];
    server = null;
  });

  afterEach(() => {
    server?.close().closeAllConnections();
  });

  function run(resolve: () => Promise<Resolution>): Promise<void> {
    return runFreshShoppers({
      shopper: "clamped",
      record: { name: "www.example.com.", type: "A" },
      port: 80,
      resolve,
      routes: () => server?.address() as AddressInfo,
      clock,
      signal: stopping.signal,
      onEvent: (event) => events.push(event),
    });
  }

  it("sends a shopper every second, who says when the name has no address", async () => {
    const running = run(() => Promise.resolve(nowhere));
    await clock.advance(2.5);
    stopping.abort();
    await running;
    const failure = {
      shopper: "clamped",
      isServed: false,
      site: null,
      detail: "no address for the shop: NXDOMAIN",
    } as const;
    assert.deepEqual(
      events,
      [0, 1, 2].map((atSeconds) => ({ event: "page", atSeconds, startedAtSeconds: atSeconds, ...failure })),
    );
  });

  it("does not let a shopper wait for the one before", async () => {
    const running = run(() => clock.sleep(2.5).then(() => nowhere));
    await clock.advance(4);
    stopping.abort();
    await clock.advance(4);
    await running;
    assert.deepEqual(
      events.map(({ startedAtSeconds, atSeconds }) => [startedAtSeconds, atSeconds]),
      [
        [0, 2.5],
        [1, 3.5],
      ],
    );
  });

  it("tells at the end what has gone wrong with a shopper", async () => {
    const running = run(() => Promise.reject(new Error("no resolver")));
    await clock.advance(2);
    stopping.abort();
    await assert.rejects(running, { message: "no resolver" });
  });

  it("connects anew for every page", async () => {
    let connections = 0;
    server = createServer((_request, response) => response.setHeader("X-Site", "primary").end()).listen(
      0,
      "127.0.0.1",
    );
    server.on("connection", () => (connections += 1));
    await once(server, "listening");
    const running = run(() =>
      Promise.resolve({ rcode: "NOERROR", addresses: ["192.0.2.10"], wireTtlSeconds: 20 }),
    );
    await clock.advance(2);
    while (events.length < 3) await setImmediate();
    stopping.abort();
    await running;
    assert.deepEqual(
      events.map(({ isServed, site }) => [isServed, site]),
      new Array(3).fill([true, "primary"]),
    );
    assert.equal(connections, 3);
  });
});
