import { type ObjectAddress, type Page, type PageRequest, type WatcherPorts } from "../../site-watcher/ports";
import type { SiteRole, WatcherPlan } from "../../site-watcher/plan";

/** A shop with everything that the watcher can look at. */
export const shopPlan: WatcherPlan = {
  namespace: "website-failover/test",
  regions: { primary: "us-east-1", backup: "us-west-1" },
  publicIps: { primary: "192.0.2.1", backup: "198.51.100.2" },
  recordName: "www.example.com",
  nameServers: ["ns-1.example", "ns-2.example", "ns-3.example", "ns-4.example"],
  healthPage: { port: 80, path: "/healthz", searchString: "status=ok" },
  operatorSwitch: { bucket: "switch", token: "go-to-the-backup", holdAfterMinutes: 5 },
  content: { buckets: { primary: "content-east", backup: "content-west" } },
  drills: { experimentTemplateIds: ["EXT1", "EXT2"], journalBucket: null },
};

/** 2026-03-01 12:00 UTC, in milliseconds since 1970. */
export const noonMs = Date.UTC(2026, 2, 1, 12);

/** What is so in the world, until a test changes it; a function may throw, or never end. */
export interface World {
  nowMs: number;
  health: Record<SiteRole, () => Page | Promise<Page>>;
  /** Pages of the switch, by key. */
  switchPage: (key: string) => Page | Promise<Page>;
  answer: (nameServer: string) => readonly string[] | Promise<readonly string[]>;
  drills: WatcherPorts["listDrills"];
  /** Objects by `region/bucket/key`. */
  readonly objects: Map<string, string>;
  /** What was published, as `region namespace name site value unit`. */
  readonly metrics: string[];
}

/** A healthy shop on its primary, at noon, and ports that show it. */
export function shopWorld(changes: Partial<WatcherPorts> = {}): { world: World; ports: WatcherPorts } {
  const world: World = {
    nowMs: noonMs,
    health: { primary: () => healthyPage("primary"), backup: () => healthyPage("backup") },
    switchPage: (key) =>
      key === "switch-ready" ? { status: 200, body: "go-to-the-backup\n" } : { status: 403, body: "" },
    answer: () => ["192.0.2.1"],
    drills: () => Promise.resolve([]),
    objects: new Map(),
    metrics: [],
  };
  return { world, ports: { ...portsOf(world), ...changes } };
}

/** A health page that serves version `v1`, or another. */
export function healthyPage(role: SiteRole, content = "v1"): Page {
  return { status: 200, body: `status=ok site=${role} region=somewhere content=${content}\n` };
}

function portsOf(world: World): WatcherPorts {
  const nameOf = ({ region, bucket, key }: ObjectAddress) => `${region}/${bucket}/${key}`;
  return {
    nowMs: () => world.nowMs,
    fetchPage: async ({ url, connectTo }: PageRequest) => {
      if (!connectTo) return world.switchPage(url.replace("https://switch.s3.us-west-1.amazonaws.com/", ""));
      return world.health[connectTo.address === "192.0.2.1" ? "primary" : "backup"]();
    },
    askNameServer: async (nameServer) => world.answer(nameServer),
    readObject: (object) => Promise.resolve(world.objects.get(nameOf(object)) ?? null),
    writeObject: (object, text) => {
      world.objects.set(nameOf(object), text);
      return Promise.resolve();
    },
    createObject: (object, text) => {
      if (world.objects.has(nameOf(object))) return Promise.resolve(false);
      world.objects.set(nameOf(object), text);
      return Promise.resolve(true);
    },
    putMetrics: (region, namespace, metrics) => {
      for (const { name, site, value, unit } of metrics)
        world.metrics.push([region, namespace, name, site ?? "-", value, unit].join(" "));
      return Promise.resolve();
    },
    listDrills: (region, id, signal) => world.drills(region, id, signal),
  };
}
