import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { loopbackAddresses } from "../../../rehearsal/loopback";
import { serveSite, type ServedSite, type SitePlan } from "../../../rehearsal/sites/siteServer";

const pages: Omit<SitePlan, "address"> = {
  ports: [
    [80, 0],
    [8080, 0],
  ],
  headers: { "X-Site": "backup" },
  pages: [
    { path: "/", contentType: "text/html; charset=utf-8", body: "<h1>Shop</h1>" },
    { path: "/healthz", contentType: "text/plain", body: "status=ok\n" },
  ],
};

describe("serveSite", () => {
  let plan: SitePlan;
  let site: ServedSite;

  beforeEach(async () => {
    // Of its own, so that nobody else takes a port that is to be used again.
    plan = { ...pages, address: (await loopbackAddresses())() };
    site = await serveSite(plan);
  });

  afterEach(() => {
    site.close();
  });

  async function get(path: string, { openPort = 80, method = "GET" } = {}) {
    const [, port] = site.ports.find(([each]) => each === openPort)!;
    const response = await fetch(`http://${plan.address}:${port}${path}`, { method });
    const { headers, status } = response;
    return {
      status,
      site: headers.get("x-site"),
      type: headers.get("content-type"),
      body: await response.text(),
    };
  }

  it("serves each page with its type, whatever the query string, and names its site", async () => {
    const page = { status: 200, site: "backup", type: "text/html; charset=utf-8", body: "<h1>Shop</h1>" };
    assert.deepEqual(await get("/"), page);
    assert.deepEqual(await get("/?from=shopper"), page);
    const healthPage = { status: 200, site: "backup", type: "text/plain", body: "status=ok\n" };
    assert.deepEqual(await get("/healthz?from=route53"), healthPage);
  });

  it("names its site in refusals too: 404 for another path, 405 for another method", async () => {
    const refusal = { site: "backup", type: "text/plain", body: "" };
    assert.deepEqual(await get("/health"), { ...refusal, status: 404 });
    assert.deepEqual(await get("/", { method: "POST" }), { ...refusal, status: 405 });
  });

  it("answers HEAD without a body", async () => {
    const head = await get("/", { method: "HEAD" });
    assert.deepEqual(head, { status: 200, site: "backup", type: "text/html; charset=utf-8", body: "" });
  });

  it("serves the same on every open port, each at a port of its own", async () => {
    assert.deepEqual(
      site.ports.map(([openPort]) => openPort),
      [80, 8080],
    );
    assert.equal(new Set(site.ports.map(([, port]) => port)).size, 2);
    assert.equal((await get("/", { openPort: 8080 })).status, 200);
  });

  it("shows other pages when it is told to, and only those", async () => {
    site.show([{ path: "/healthz", contentType: "text/plain", body: "status=ok content=older\n" }]);
    assert.equal((await get("/healthz")).body, "status=ok content=older\n");
    assert.equal((await get("/")).status, 404);
  });

  it("can be started again at the same ports", async () => {
    const { ports } = site;
    site.close();
    site = await serveSite({ ...plan, ports });
    assert.deepEqual(site.ports, ports);
    assert.equal((await get("/")).status, 200);
  });

  it("rejects where a port is taken", async () => {
    await assert.rejects(serveSite({ ...plan, ports: site.ports }), { code: "EADDRINUSE" });
  });

  it("cuts open connections off when it closes", async () => {
    const [, port] = site.ports[0]!;
    const idle = connect({ host: plan.address, port });
    await once(idle, "connect");
    const closed = once(idle, "close");
    site.close();
    await closed;
  });
});
