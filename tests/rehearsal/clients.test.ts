import assert from "node:assert/strict";
import { once, setMaxListeners } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { runClients } from "../../rehearsal/clients";
import type { DnsAnswer } from "../../rehearsal/dns/client";
import type { RehearsalEvent } from "../../rehearsal/events";
import { drawFraction } from "../../rehearsal/seed";
import { manualClock } from "../support/manualClock";

/** An answer with a TTL of 20 s of the scenario. */
function at(data: string): DnsAnswer {
  const record = { type: "A", name: "www.example.com", ttl: 2, data } as const;
  return { rcode: "NOERROR", answers: [record], authorities: [] };
}

const seed = 11;

describe("runClients", () => {
  let servers: Server[];

  async function serve(site: string): Promise<AddressInfo> {
    const server = createServer((_request, response) => response.setHeader("X-Site", site).end());
    servers.push(server.listen(0, "127.0.0.1"));
    await once(server, "listening");
    return server.address() as AddressInfo;
  }

  beforeEach(() => {
    servers = [];
  });

  afterEach(() => {
    for (const server of servers) server.close().closeAllConnections();
  });

  it("lets each kind follow a change of the name in its own time", async () => {
    const sites = new Map([
      ["192.0.2.10", await serve("primary")],
      ["198.51.100.20", await serve("backup")],
    ]);
    const clock = manualClock();
    const stopping = new AbortController();
    setMaxListeners(0, stopping.signal);
    const events: RehearsalEvent[] = [];
    let answer = at("192.0.2.10");
    const running = runClients({
      record: { name: "www.example.com.", type: "A" },
      port: 80,
      ask: () => Promise.resolve(answer),
      routes: (address) => sites.get(address)!,
      speed: 10,
      seed,
      clock,
      signal: stopping.signal,
      onEvent: (event) => events.push(event),
    });
    const pages = () => events.filter((event) => event.event === "page");
    // Four kinds of shoppers visit each second, and each has to get its page before the next one.
    const second = async () => {
      await clock.advance(1);
      const due = 4 * (clock.nowSeconds() + 1);
      while (pages().length < due) await setImmediate();
    };
    await second();
    answer = at("198.51.100.20");
    while (clock.nowSeconds() < 32) await second();
    stopping.abort();
    await running;

    // 30 s and the last whole second, less the time that the first answer had been there already.
    const clampedSeconds = 31 - Math.ceil(30 * drawFraction(seed, "clamping"));
    const moves = events.flatMap((event) =>
      event.event === "answer" && event.addresses.join() === "198.51.100.20"
        ? [[event.observer, event.atSeconds]]
        : [],
    );
    assert.deepEqual(moves, [
      ["authoritative", 1.5],
      ["resolver", 21],
      ["clamping", clampedSeconds],
    ]);
    const firstAtBackup = (kind: string) =>
      pages().find(({ shopper, site }) => shopper === kind && site === "backup")?.startedAtSeconds ?? null;
    assert.deepEqual(
      ["fresh", "pooled", "clamped", "forever"].map((kind) => [kind, firstAtBackup(kind)]),
      [
        ["fresh", 21],
        ["pooled", null],
        ["clamped", clampedSeconds],
        ["forever", null],
      ],
    );
  });
});
