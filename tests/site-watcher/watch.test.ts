import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type DnsServer, startDnsServer } from "../../rehearsal/dns/server";
import { zoneResponder } from "../../rehearsal/dns/zoneResponder";
import { route53Rules } from "../../rehearsal/rules";
import { askNameServer } from "../../site-watcher/nodeDns";
import { fetchPage } from "../../site-watcher/nodeHttp";
import { forceBackupKey, memoryKey, type WatcherPlan } from "../../site-watcher/plan";
import { watch } from "../../site-watcher/watch";
import { shopTopology } from "../support/shopTopology";
import { shopPlan, shopWorld } from "./shopWorld";

const minuteMs = 60_000;
const memory = `us-west-1/switch/${memoryKey}`;
const force = `us-west-1/switch/${forceBackupKey}`;
const manual: WatcherPlan = { ...shopPlan, content: null, drills: null };

/** A shop whose primary is lost: what answers is the backup. */
function lostPrimary(changes: Parameters<typeof shopWorld>[0] = {}) {
  const shop = shopWorld(changes);
  const losePrimary = () => {
    shop.world.health.primary = () => Promise.reject(new Error("connect ETIMEDOUT"));
    shop.world.answer = () => ["198.51.100.2"];
  };
  shop.world.switchPage = (key) => {
    if (key === "switch-ready") return { status: 200, body: "go-to-the-backup" };
    return shop.world.objects.has(force) ? { status: 200, body: "" } : { status: 403, body: "" };
  };
  const minutes = async (count: number, plan = manual) => {
    const held: boolean[] = [];
    for (let minute = 0; minute < count; minute += 1) {
      held.push((await watch(plan, shop.ports, 1_000)).hasHeld);
      shop.world.nowMs += minuteMs;
    }
    return held;
  };
  return { ...shop, losePrimary, minutes };
}

describe("site-watcher/watch", () => {
  it("publishes in both regions", async () => {
    const { world, ports } = shopWorld();
    world.objects.set("us-west-1/content-west/site-watcher/heartbeat", "2026-03-01T11:59:00Z");
    world.drills = () => Promise.resolve([{ startedAtMs: world.nowMs - 86_400_000, state: "succeeded" }]);
    const { hasHeld, failures } = await watch(shopPlan, ports);
    assert.deepEqual([hasHeld, failures], [false, []]);
    assert.deepEqual(world.metrics.toSorted(), [
      "us-east-1 website-failover/test AnsweringSite - 1 None",
      "us-east-1 website-failover/test ReadyForDrill - 1 None",
      "us-east-1 website-failover/test SiteHealthy backup 1 None",
      "us-west-1 website-failover/test AnsweringSite - 1 None",
      "us-west-1 website-failover/test ContentInSync - 1 None",
      "us-west-1 website-failover/test DaysSinceSuccessfulDrill - 1 None",
      "us-west-1 website-failover/test ReplicationLagSeconds - 60 Seconds",
      "us-west-1 website-failover/test SiteHealthy backup 1 None",
      "us-west-1 website-failover/test SiteHealthy primary 1 None",
      "us-west-1 website-failover/test SwitchForced - 0 None",
      "us-west-1 website-failover/test SwitchReadable - 1 None",
    ]);
  });

  it("publishes in the backup's region though the primary's never answers", async () => {
    const { world, ports } = shopWorld();
    const { putMetrics } = ports;
    const halfLost = {
      ...ports,
      putMetrics: (...[region, ...rest]: Parameters<typeof putMetrics>) =>
        region === "us-east-1" ? new Promise<never>(() => undefined) : putMetrics(region, ...rest),
    };
    const { failures } = await watch(manual, halfLost, 20);
    assert.deepEqual(failures, ["metrics in us-east-1: took more than 20 ms"]);
    assert.deepEqual(world.metrics, [
      "us-west-1 website-failover/test SiteHealthy primary 1 None",
      "us-west-1 website-failover/test SiteHealthy backup 1 None",
      "us-west-1 website-failover/test AnsweringSite - 1 None",
      "us-west-1 website-failover/test SwitchReadable - 1 None",
      "us-west-1 website-failover/test SwitchForced - 0 None",
    ]);
  });

  it("puts the switch on after five minutes on the backup, with the token that its check looks for", async () => {
    const { world, losePrimary, minutes } = lostPrimary();
    await minutes(1);
    losePrimary();
    assert.deepEqual(await minutes(7), [false, false, false, false, false, true, false]);
    assert.equal(world.objects.get(force), "go-to-the-backup\n");
  });

  it("writes the switch and its own memory, and nothing else", async () => {
    const { world, losePrimary, minutes } = lostPrimary();
    await minutes(1);
    losePrimary();
    await minutes(6);
    assert.deepEqual([...world.objects.keys()].sort(), [force, memory]);
  });

  it("lets a person send traffic home, and does not take it back", async () => {
    const { world, losePrimary, minutes } = lostPrimary();
    await minutes(1);
    losePrimary();
    await minutes(6);
    world.health.primary = () => ({ status: 200, body: "status=ok" });
    await minutes(3);
    world.objects.delete(force);
    await minutes(3);
    world.answer = () => ["192.0.2.1"];
    assert.deepEqual(await minutes(10), Array(10).fill(false));
    assert.equal(world.objects.has(force), false);
  });

  it("leaves alone what a person has put there", async () => {
    const { world, losePrimary, minutes } = lostPrimary();
    await minutes(1);
    losePrimary();
    await minutes(5);
    // Between this look and the last one nobody could know of it.
    world.objects.set(force, "by hand");
    world.switchPage = () => ({ status: 403, body: "" });
    assert.deepEqual(await minutes(1), [false]);
    assert.equal(world.objects.get(force), "by hand");
  });

  it("never puts it on when failback is automatic, and remembers nothing", async () => {
    const { world, losePrimary, minutes } = lostPrimary();
    const automatic = { ...manual, operatorSwitch: { ...manual.operatorSwitch!, holdAfterMinutes: null } };
    await minutes(1, automatic);
    losePrimary();
    assert.deepEqual(await minutes(10, automatic), Array(10).fill(false));
    assert.deepEqual([...world.objects.keys()], []);
  });

  it("keeps its memory when it cannot be read for a minute", async () => {
    const { world, ports, losePrimary, minutes } = lostPrimary();
    await minutes(1);
    losePrimary();
    await minutes(1);
    const before = world.objects.get(memory);
    const silent = { ...ports, readObject: () => Promise.reject(new Error("silent")) };
    const { hasHeld, failures } = await watch(manual, silent);
    assert.deepEqual(
      [hasHeld, failures],
      [false, ["health page of the primary: connect ETIMEDOUT", "the latch's memory: silent"]],
    );
    assert.equal(world.objects.get(memory), before);
  });

  it("does not hold while a drill is in progress, nor in the minutes after it", async () => {
    const { world, losePrimary, minutes } = lostPrimary();
    const drilled = { ...manual, drills: shopPlan.drills };
    await minutes(1, drilled);
    world.drills = () => Promise.resolve([{ startedAtMs: world.nowMs, state: "running" }]);
    losePrimary();
    assert.deepEqual(await minutes(8, drilled), Array(8).fill(false));
    world.drills = () => Promise.resolve([]);
    assert.deepEqual(await minutes(5, drilled), Array(5).fill(false));
  });

  it("does not hold while a drill by hand is in progress, and does once nobody is coming back from it", async () => {
    const { world, losePrimary, minutes } = lostPrimary();
    const drilled = { ...manual, drills: { experimentTemplateIds: [], journalBucket: "switch" } };
    await minutes(1, drilled);
    const undoneAt = new Date(world.nowMs).toISOString();
    world.objects.set("us-west-1/switch/drills/journal.json", JSON.stringify({ state: "open", undoneAt }));
    losePrimary();
    assert.deepEqual(await minutes(9, drilled), Array(9).fill(false));
    // Ten minutes after it was to be undone the count begins, and five of them are to be seen.
    assert.equal((await minutes(7, drilled)).at(-1), true);
  });

  it("holds when the region of the drills is lost together with the primary", async () => {
    const { world, losePrimary, minutes } = lostPrimary();
    const drilled = { ...manual, drills: shopPlan.drills };
    await minutes(1, drilled);
    losePrimary();
    world.drills = () => Promise.reject(new Error("no route"));
    assert.deepEqual((await minutes(6, drilled)).at(-1), true);
  });
});

describe("site-watcher/watch on loopback", () => {
  const zone = shopTopology.zone;
  const unhealthyChecks = new Set<string>();
  const publicIps = { primary: "192.0.2.10", backup: "198.51.100.20" };
  let sites: Server[];
  let nameServers: DnsServer[];

  const startSite = async (role: string): Promise<Server> => {
    const site = createServer(({ headers, url }, response) => {
      const isShop = headers.host === "www.example.com" && url === "/healthz";
      response.writeHead(isShop ? 200 : 404).end(`status=ok site=${role} content=0a1b2c3d4e5f\n`);
    });
    site.listen(0, "127.0.0.1");
    await once(site, "listening");
    return site;
  };
  const portOf = (site: Server) => (site.address() as AddressInfo).port;

  beforeEach(async () => {
    unhealthyChecks.clear();
    const isHealthy = (id: string) => !unhealthyChecks.has(id);
    const responder = zoneResponder({ zone, isHealthy, rules: route53Rules, speed: 1, seed: 1 });
    sites = await Promise.all(["primary", "backup"].map(startSite));
    nameServers = await Promise.all([1, 2, 3, 4].map(() => startDnsServer("127.0.0.1", responder)));
  });
  afterEach(async () => {
    for (const site of sites) site.close();
    await Promise.all(nameServers.map((server) => server.close()));
  });

  it("sees the primary fall and the answers follow, by real pages and real name servers", async () => {
    const endpoints = new Map(
      Object.values(publicIps).map((address, index) => [address, portOf(sites[index]!)]),
    );
    const { world, ports } = shopWorld({
      askNameServer,
      fetchPage: ({ url, connectTo }, signal) => {
        const port = endpoints.get(connectTo?.address ?? "")!;
        return fetchPage({ url, connectTo: { address: "127.0.0.1", port } }, signal);
      },
    });
    const plan: WatcherPlan = {
      ...manual,
      publicIps,
      operatorSwitch: null,
      nameServers: nameServers.map(({ address, port }) => `${address}:${port}`),
    };
    const seenBy = async () => {
      world.metrics.length = 0;
      const { failures } = await watch(plan, ports);
      return { metrics: world.metrics.filter((metric) => metric.startsWith("us-west-1")), failures };
    };
    const metric = (text: string) => `us-west-1 website-failover/test ${text} None`;

    assert.deepEqual(await seenBy(), {
      metrics: ["SiteHealthy primary 1", "SiteHealthy backup 1", "AnsweringSite - 1"].map(metric),
      failures: [],
    });
    sites[0]!.close();
    await once(sites[0]!, "close");
    unhealthyChecks.add("hc-primary");
    const { metrics, failures } = await seenBy();
    assert.deepEqual(
      metrics,
      ["SiteHealthy primary 0", "SiteHealthy backup 1", "AnsweringSite - 2"].map(metric),
    );
    assert.equal(failures.length, 1);
    assert.match(failures[0]!, /^health page of the primary: connect ECONNREFUSED 127\.0\.0\.1:/);
  });
});
