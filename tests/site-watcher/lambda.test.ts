import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { watcherCode } from "../../components/watcherCode";
import { type DnsServer, startDnsServer } from "../../rehearsal/dns/server";
import { planVariable, type WatcherPlan } from "../../site-watcher/plan";
import { shopPlan } from "./shopWorld";

/** Runs the bundle as Lambda does: in a process of its own, with the SDK beside it and the plan in its environment. */

const fakeCloudWatch = `
exports.CloudWatchClient = class {
  constructor({ region }) { this.region = region; }
  async send({ input }) { process.stdout.write(JSON.stringify([this.region, input.MetricData.length]) + "\\n"); }
};
exports.PutMetricDataCommand = class { constructor(input) { this.input = input; } };
`;

describe("site-watcher/lambda", () => {
  let directory: string;
  let site: Server;
  let nameServer: DnsServer;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "site-watcher-"));
    const sdk = join(directory, "node_modules", "@aws-sdk", "client-cloudwatch");
    mkdirSync(sdk, { recursive: true });
    writeFileSync(join(sdk, "index.js"), fakeCloudWatch);
    writeFileSync(join(directory, "index.js"), watcherCode());
    site = createServer((_request, response) => response.end("status=ok content=v1"));
    site.listen(0, "127.0.0.1");
    await once(site, "listening");
    nameServer = await startDnsServer("127.0.0.1", () => ({
      rcode: "NOERROR",
      answers: [{ type: "A", name: "www.example.com", ttl: 20, data: "127.0.0.1" }],
    }));
  });
  afterEach(async () => {
    rmSync(directory, { recursive: true });
    site.close();
    await nameServer.close();
  });

  const invoke = (plan: string) =>
    promisify(execFile)(process.execPath, ["-e", 'require("./index.js").handler()'], {
      cwd: directory,
      env: { [planVariable]: plan },
    });

  it("watches once, and logs what it saw in one line", async () => {
    const { port } = site.address() as AddressInfo;
    const plan: WatcherPlan = {
      ...shopPlan,
      publicIps: { primary: "127.0.0.1", backup: "127.0.0.1" },
      nameServers: [`127.0.0.1:${nameServer.port}`],
      healthPage: { ...shopPlan.healthPage, port },
      operatorSwitch: null,
      content: null,
      drills: null,
    };
    const startedAtMs = Date.now();
    const { stdout, stderr } = await invoke(JSON.stringify(plan));
    assert.equal(stderr, "");
    const lines = stdout.trimEnd().split("\n");
    const { look, ...report } = JSON.parse(lines.pop()!) as { look: { atMs: number } };
    assert.deepEqual(lines.sort(), ['["us-east-1",2]', '["us-west-1",3]']);
    assert.deepEqual(report, { hasHeld: false, failures: [] });
    const { atMs, ...seen } = look;
    assert.equal(atMs >= startedAtMs && atMs <= Date.now(), true);
    assert.deepEqual(seen, {
      sites: {
        primary: { isHealthy: true, contentVersion: "v1" },
        backup: { isHealthy: true, contentVersion: "v1" },
      },
      answeringSite: "primary",
      operatorSwitch: null,
      isContentInSync: null,
      replicationLagSeconds: null,
      drills: null,
    });
  });

  it("fails without a plan", async () => {
    await assert.rejects(invoke("{"), /SyntaxError/);
  });
});
