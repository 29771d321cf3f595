import assert from "node:assert/strict";
import { once, setMaxListeners } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import type { PageEvent } from "../../../rehearsal/events";
import { routesTo, type Routes } from "../../../rehearsal/loopback";
import { runPooledShopper } from "../../../rehearsal/shoppers/pooled";
import { manualClock, type ManualClock } from "../../support/manualClock";

describe("runPooledShopper", () => {
  let clock: ManualClock;
  let stopping: AbortController;
  let servers: Server[];
  let events: PageEvent[];
  /** What the name leads to at the moment, and how often it was asked for. */
  let address: string | null;
  let lookUps: number;
  let routes: Routes;
  let running: Promise<void>;

  async function serve(site: string): Promise<[number, AddressInfo]> {
    const server = createServer((_request, response) => response.setHeader("X-Site", site).end());
    servers.push(server.listen(0, "127.0.0.1"));
    await once(server, "listening");
    return [80, server.address() as AddressInfo];
  }

  function run(): void {
    running = runPooledShopper({
      shopper: "pooled",
      record: { name: "www.example.com.", type: "A" },
      port: 80,
      resolve: () => {
        lookUps += 1;
        const addresses = address === null ? [] : [address];
        return Promise.resolve({ rcode: "NOERROR", addresses, wireTtlSeconds: null });
      },
      routes,
      clock,
      signal: stopping.signal,
      onEvent: (event) => events.push(event),
    });
  }

  /** The first page, or the next, one second later. */
  async function nextPage(): Promise<[PageEvent["isServed"], PageEvent["site"]]> {
    const { length } = events;
    if (length === 0) run();
    else await clock.advance(1);
    while (events.length === length) await setImmediate();
    // The connection goes back to the pool in the turn after the page.
    await setImmediate();
    const { isServed, site } = events.at(-1)!;
    return [isServed, site];
  }

  beforeEach(async () => {
    clock = manualClock();
    stopping = new AbortController();
    setMaxListeners(0, stopping.signal);
    servers = [];
    events = [];
    lookUps = 0;
    address = "192.0.2.10";
    const sites = [
      { publicIp: "192.0.2.10", ports: new Map([await serve("primary")]) },
      { publicIp: "198.51.100.20", ports: new Map([await serve("backup")]) },
    ];
    routes = await routesTo(sites, "127.0.0.1");
  });

  afterEach(async () => {
    stopping.abort();
    await running;
    for (const server of servers) server.close().closeAllConnections();
  });

  it("stays with its connection, whatever the name says meanwhile", async () => {
    assert.deepEqual(await nextPage(), [true, "primary"]);
    address = "198.51.100.20";
    for (let page = 0; page < 3; page += 1) assert.deepEqual(await nextPage(), [true, "primary"]);
    assert.equal(lookUps, 1);
    assert.deepEqual(
      events.map(({ shopper, startedAtSeconds }) => [shopper, startedAtSeconds]),
      [0, 1, 2, 3].map((atSeconds) => ["pooled", atSeconds]),
    );
  });

  it("looks the name up again when its connection is gone", async () => {
    assert.deepEqual(await nextPage(), [true, "primary"]);
    address = "198.51.100.20";
    servers[0]!.closeAllConnections();
    await setImmediate();
    const pages = [await nextPage(), await nextPage()];
    // Whether the end of the connection or the next page is first, the page after that comes from the backup.
    assert.deepEqual(pages[1], [true, "backup"]);
    assert.equal(lookUps, 2);
  });

  it("looks the name up each time while it gets no connection", async () => {
    address = "203.0.113.1";
    assert.deepEqual(await nextPage(), [false, null]);
    assert.deepEqual(await nextPage(), [false, null]);
    address = null;
    assert.deepEqual(await nextPage(), [false, null]);
    assert.equal(events.at(-1)!.detail, "no address for the shop: NOERROR");
    address = "198.51.100.20";
    assert.deepEqual(await nextPage(), [true, "backup"]);
    assert.equal(lookUps, 4);
  });
});
