import assert from "node:assert/strict";
import { attempts } from "../../site-watcher/attempts";
import { look } from "../../site-watcher/look";
import type { WatcherPorts } from "../../site-watcher/ports";
import { healthyPage, noonMs, shopPlan, shopWorld } from "./shopWorld";

const never = () => new Promise<never>(() => undefined);

describe("site-watcher/look", () => {
  it("sees a healthy shop", async () => {
    const { world, ports } = shopWorld();
    world.objects.set("us-west-1/content-west/site-watcher/heartbeat", "2026-03-01T11:59:00Z");
    const calls = attempts(1_000);
    assert.deepEqual(await look(shopPlan, ports, calls), {
      atMs: noonMs,
      sites: {
        primary: { isHealthy: true, contentVersion: "v1" },
        backup: { isHealthy: true, contentVersion: "v1" },
      },
      answeringSite: "primary",
      operatorSwitch: { isReadable: true, isForced: false },
      isContentInSync: true,
      replicationLagSeconds: 60,
      drills: { isInProgress: false, isNextBlocked: false, daysSinceSuccess: null },
    });
    assert.deepEqual(calls.failures, []);
  });

  it("sees nothing of what is not configured, and asks nobody about it", async () => {
    const unasked = () => Promise.reject(new Error("asked"));
    const { ports } = shopWorld({ readObject: unasked, writeObject: unasked, listDrills: unasked });
    const calls = attempts(1_000);
    const seen = await look({ ...shopPlan, operatorSwitch: null, content: null, drills: null }, ports, calls);
    const { operatorSwitch, isContentInSync, replicationLagSeconds, drills } = seen;
    assert.deepEqual(
      [operatorSwitch, isContentInSync, replicationLagSeconds, drills, calls.failures],
      [null, null, null, null, []],
    );
  });

  it("compares the versions that both sites serve, when both say", async () => {
    const { world, ports } = shopWorld();
    const inSync = async () => (await look(shopPlan, ports, attempts(1_000))).isContentInSync;
    world.health.backup = () => healthyPage("backup", "v0");
    assert.equal(await inSync(), false);
    world.health.backup = () => ({ status: 503, body: "status=broken" });
    assert.equal(await inSync(), null);
  });

  const silent: [port: keyof WatcherPorts, failures: string[]][] = [
    [
      "fetchPage",
      ["health page of the backup", "health page of the primary", "the switch", "the switch's canary"],
    ],
    [
      "askNameServer",
      ["ns-1.example", "ns-2.example", "ns-3.example", "ns-4.example"].map((name) => `name server ${name}`),
    ],
    ["readObject", ["heartbeat on the backup's side"]],
    ["writeObject", ["heartbeat on the primary's side"]],
    ["listDrills", ["runs of drill EXT1", "runs of drill EXT2"]],
  ];
  for (const [port, failures] of silent) {
    it(`sees all the rest when ${port} never answers`, async () => {
      const { world, ports } = shopWorld({ [port]: never });
      world.objects.set("us-west-1/content-west/site-watcher/heartbeat", "2026-03-01T11:59:00Z");
      const calls = attempts(20);
      const { sites, answeringSite, operatorSwitch, replicationLagSeconds, drills } = await look(
        shopPlan,
        ports,
        calls,
      );
      assert.deepEqual(
        [...calls.failures].sort(),
        failures.map((what) => `${what}: took more than 20 ms`).sort(),
      );
      const isBlind = (blindPort: keyof WatcherPorts) => blindPort === port;
      assert.deepEqual(
        [sites.primary.isHealthy, sites.backup.isHealthy, operatorSwitch?.isReadable],
        isBlind("fetchPage") ? [false, false, false] : [true, true, true],
      );
      assert.equal(answeringSite, isBlind("askNameServer") ? null : "primary");
      assert.equal(replicationLagSeconds, isBlind("readObject") ? null : 60);
      assert.equal(drills?.isInProgress, isBlind("listDrills") ? null : false);
    });
  }
});
