import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { startDnsServer, type DnsServer } from "../../../rehearsal/dns/server";
import { zoneResponder } from "../../../rehearsal/dns/zoneResponder";
import { route53Rules } from "../../../rehearsal/rules";
import { startSwitchBucket, type SwitchBucket } from "../../../rehearsal/switch/rehearsedSwitch";
import { rehearsedPorts } from "../../../rehearsal/watcher/rehearsedPorts";
import type { Metric, WatcherPorts } from "../../../site-watcher/ports";
import { manualClock } from "../../support/manualClock";
import { watchedTopology } from "../../support/shopTopology";

const plan = watchedTopology.siteWatcher!.plan;
const inSwitch = (key: string) => ({ region: "us-west-1", bucket: "switch", key });
const heartbeat = (region: string, bucket: string) => ({ region, bucket, key: "site-watcher/heartbeat" });

describe("rehearsal/watcher/rehearsedPorts", () => {
  const { signal } = new AbortController();
  let site: Server;
  let hosts: (string | undefined)[];
  let dns: DnsServer;
  let bucket: SwitchBucket;
  let silent: string[];
  let stopping: AbortController;
  let published: [string, readonly Metric[]][];
  let ports: WatcherPorts;

  beforeEach(async () => {
    hosts = [];
    silent = [];
    published = [];
    stopping = new AbortController();
    site = createServer((request, response) => {
      hosts.push(request.headers.host);
      response.end("status=ok\n");
    }).listen(0, "127.0.0.1");
    await once(site, "listening");
    const { port } = site.address() as AddressInfo;
    const clock = manualClock();
    const common = { rules: route53Rules, seed: 1, speed: 10, clock };
    const isHealthy = () => true;
    dns = await startDnsServer(
      "127.0.0.1",
      zoneResponder({ ...common, zone: watchedTopology.zone, isHealthy }),
    );
    bucket = (await startSwitchBucket(watchedTopology, () => "127.0.0.1"))!;
    ports = rehearsedPorts({
      plan,
      // The one site that there is stands for the primary; nothing listens at port 1.
      routes: (publicIp, openPort) =>
        publicIp === "192.0.2.10" && openPort === 80
          ? { address: "127.0.0.1", port }
          : { address: "127.0.0.1", port: 1 },
      dns,
      bucket,
      cloudWatch: { put: (region, metrics) => void published.push([region, metrics]) },
      isSilent: (region) => silent.includes(region),
      clock,
      signal: stopping.signal,
    });
  });

  afterEach(async () => {
    await Promise.all([dns.close(), bucket.server.close()]);
    site.close();
  });

  it("visits a site at the place of its public address, with its own Host", async () => {
    const url = "http://www.example.com:80/healthz";
    const visit = (address: string) => ports.fetchPage({ url, connectTo: { address, port: 80 } }, signal);
    assert.deepEqual(await visit("192.0.2.10"), { status: 200, body: "status=ok\n" });
    assert.deepEqual(hosts, ["www.example.com"]);
    await assert.rejects(visit("198.51.100.20"), { code: "ECONNREFUSED" });
  });

  it("asks the one name server, by packets, for each of the zone's", async () => {
    const asked = plan.nameServers.map((nameServer) =>
      ports.askNameServer(nameServer, "www.example.com", signal),
    );
    assert.deepEqual(await Promise.all(asked), Array(4).fill(["192.0.2.10"]));
  });

  it("reads the switch over TLS, and creates its object for everybody to see, once", async () => {
    const url = "https://switch.s3.us-west-1.amazonaws.com/force-backup";
    const status = async () => (await ports.fetchPage({ url }, signal)).status;
    assert.equal(await status(), 403);
    assert.equal(await ports.createObject(inSwitch("force-backup"), "go-to-the-backup\n", signal), true);
    assert.equal(await status(), 200);
    assert.equal(await ports.createObject(inSwitch("force-backup"), "again\n", signal), false);
    await assert.rejects(ports.createObject(inSwitch("other"), "text", signal), {
      message: "nothing is created at switch/other in a rehearsal",
    });
  });

  it("has a heartbeat there already, and copies each that is written on the primary's side", async () => {
    const [east, west] = [heartbeat("us-east-1", "content-east"), heartbeat("us-west-1", "content-west")];
    assert.equal(await ports.readObject(west, signal), "1970-01-01T00:00:00.000Z");
    await ports.writeObject(east, "now", signal);
    assert.deepEqual(
      [await ports.readObject(east, signal), await ports.readObject(west, signal)],
      ["now", "now"],
    );
  });

  it("remembers what is written elsewhere, and has nothing where nothing was", async () => {
    const memory = inSwitch("site-watcher/memory.json");
    assert.equal(await ports.readObject(memory, signal), null);
    await ports.writeObject(memory, "{}", signal);
    assert.equal(await ports.readObject(memory, signal), "{}");
  });

  it("hands on what is published, and knows of one drill, which has gone well", async () => {
    await ports.putMetrics("us-east-1", plan.namespace, [], signal);
    assert.deepEqual(published, [["us-east-1", []]]);
    assert.deepEqual(await ports.listDrills("us-east-1", "EXT1", signal), [
      { startedAtMs: 0, state: "succeeded" },
    ]);
  });

  it("lets calls to a silent region hang until their signal, or the end of the rehearsal", async () => {
    silent = ["us-east-1"];
    const east = heartbeat("us-east-1", "content-east");
    const limit = new AbortController();
    const calls = () => [
      ports.readObject(east, limit.signal),
      ports.writeObject(east, "now", limit.signal),
      ports.putMetrics("us-east-1", plan.namespace, [], limit.signal),
      ports.listDrills("us-east-1", "EXT1", limit.signal),
    ];
    const reasons = async (hanging: readonly Promise<unknown>[]) =>
      (await Promise.allSettled(hanging)).map((each) => each.status === "rejected" && String(each.reason));
    const hanging = calls();
    const isStill = await Promise.race([
      Promise.any(hanging),
      new Promise((resolve) => setImmediate(resolve, "still")),
    ]);
    assert.equal(isStill, "still");
    limit.abort("late");
    assert.deepEqual(await reasons(hanging), Array(4).fill("late"));
    assert.deepEqual(published, []);
    const unlimited = ports.readObject(east, signal);
    stopping.abort("over");
    assert.deepEqual(await reasons([unlimited]), ["over"]);
  });
});
