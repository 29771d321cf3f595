import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { loopbackAddresses, routesTo } from "../../../rehearsal/loopback";
import { getPage, type Page, type PageOptions } from "../../../rehearsal/shoppers/page";
import { manualClock, type ManualClock } from "../../support/manualClock";

describe("getPage", () => {
  let servers: Server[];
  let clock: ManualClock;

  beforeEach(() => {
    servers = [];
    clock = manualClock();
  });

  afterEach(() => {
    for (const server of servers) server.close().closeAllConnections();
  });

  async function serve(listener: RequestListener): Promise<AddressInfo> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    servers.push(server);
    await once(server, "listening");
    return server.address() as AddressInfo;
  }

  function get(to: PageOptions["to"], more: Partial<PageOptions> = {}): Promise<Page> {
    const { signal } = new AbortController();
    return getPage({ to, host: "www.example.com", clock, signal, ...more });
  }

  for (const [status, xSite, expected] of [
    [200, "primary", { isServed: true, site: "primary", detail: "HTTP 200" }],
    [200, "backup", { isServed: true, site: "backup", detail: "HTTP 200" }],
    [200, "elsewhere", { isServed: true, site: null, detail: "HTTP 200" }],
    [200, null, { isServed: true, site: null, detail: "HTTP 200" }],
    [302, "primary", { isServed: false, site: "primary", detail: "HTTP 302" }],
    [503, "primary", { isServed: false, site: "primary", detail: "HTTP 503" }],
  ] as const) {
    it(`takes a ${status} with X-Site ${xSite ?? "missing"} for what it is`, async () => {
      const to = await serve((_request, response) => {
        if (xSite !== null) response.setHeader("X-Site", xSite);
        response.writeHead(status).end("<h1>Shop</h1>");
      });
      assert.deepEqual(await get(to), expected);
    });
  }

  it("asks for the front page by the shop's name", async () => {
    const asked: unknown[] = [];
    const to = await serve((request, response) => {
      asked.push(request.method, request.url, request.headers.host);
      response.end();
    });
    await get(to);
    assert.deepEqual(asked, ["GET", "/", "www.example.com"]);
  });

  it("connects anew each time, or stays connected with an agent", async () => {
    let connections = 0;
    const to = await serve((_request, response) => response.end());
    servers[0]!.on("connection", () => (connections += 1));
    await get(to);
    await get(to);
    assert.equal(connections, 2);
    const agent = new Agent({ keepAlive: true });
    await get(to, { agent });
    await setImmediate();
    await get(to, { agent });
    agent.destroy();
    assert.equal(connections, 3);
  });

  it("gets no page where the connection is refused or breaks", async () => {
    const closed = (await routesTo([], (await loopbackAddresses())()))("192.0.2.10", 80);
    const { address, port } = closed;
    const detail = `connect ECONNREFUSED ${address}:${port}`;
    assert.deepEqual(await get(closed), { isServed: false, site: null, detail });
    const breaking = await serve((request, response) => {
      response.writeHead(200, { "Content-Length": 9, "X-Site": "primary" });
      response.write("<h1>", () => request.socket.resetAndDestroy());
    });
    assert.equal((await get(breaking)).isServed, false);
  });

  it("waits 3 s for a page from a server that says nothing", async () => {
    const to = await serve(() => undefined);
    const requested = once(servers[0]!, "request");
    const getting = get(to);
    await requested;
    const pages: Page[] = [];
    void getting.then((page) => pages.push(page));
    await clock.advance(2.999);
    assert.equal(pages.length, 0);
    await clock.advance(0.001);
    assert.deepEqual(await getting, { isServed: false, site: null, detail: "no page within 3 s" });
  });
});
