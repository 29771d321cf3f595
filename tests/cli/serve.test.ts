import assert from "node:assert/strict";
import { serve, type ServeOptions } from "../../cli/serve";
import type { ServeZoneOptions } from "../../rehearsal/serving/serveZone";
import type { ServingEvent } from "../../rehearsal/serving/events";
import type { HealthCheck } from "../../route53/types";
import { shopTopology, switchedTopology } from "../support/shopTopology";
import { fakeSurroundings } from "./fakeSurroundings";

const options: ServeOptions = {
  stack: "prod",
  map: { "192.0.2.10": "127.0.0.1:8080", "198.51.100.20": "127.0.0.1:8081" },
  listen: "127.0.0.1:5300",
  speed: 10,
  seed: 4207,
  json: false,
};

interface Served {
  readonly topology?: typeof shopTopology;
  /** What is to be reported, or to go wrong, while it serves. */
  readonly serving?: (onEvent: (event: ServingEvent) => void) => void;
}

/** Serves the sample shop without a socket. */
async function run(change: Partial<ServeOptions> = {}, { topology = shopTopology, serving }: Served = {}) {
  const asked: ServeZoneOptions[] = [];
  const surroundings = fakeSurroundings();
  const result = await serve({ ...options, ...change }, surroundings, {
    topologyOf: () => Promise.resolve(topology),
    serveZone: async (zoneOptions) => {
      asked.push(zoneOptions);
      await Promise.resolve();
      serving?.(zoneOptions.onEvent);
    },
  }).catch((error: unknown) => error);
  return { result, asked, out: surroundings.out(), err: surroundings.err() };
}

const listening = { event: "listening", address: "127.0.0.1", port: 5300 } as const;
const check = {
  event: "check",
  atSeconds: 31,
  checkId: "hc-1",
  healthy: false,
  healthyCheckers: 2,
  checkers: 16,
} as const;

function report(onEvent: (event: ServingEvent) => void): void {
  onEvent(listening);
  onEvent(check);
}

describe("cli/serve", () => {
  it("serves the zone as asked, and a normal end is exit code 0", async () => {
    const { result, asked, out, err } = await run({ status: { "hc-backup": "unhealthy" } });
    assert.deepEqual({ result, out, err }, { result: 0, out: "", err: "" });
    const [{ routes, onEvent: _onEvent, signal, ...served }] = asked as [ServeZoneOptions];
    assert.deepEqual(served, {
      zone: shopTopology.zone,
      checks: shopTopology.healthChecks,
      stated: new Map([["hc-backup", false]]),
      listen: { address: "127.0.0.1", port: 5300 },
      aggregationSeconds: 3,
      speed: 10,
      seed: 4207,
    });
    assert.equal(signal.aborted, false);
    assert.deepEqual(routes("192.0.2.10", 80), { address: "127.0.0.1", port: 8080 });
    assert.deepEqual(routes("198.51.100.20", 80), { address: "127.0.0.1", port: 8081 });
  });

  it("draws a seed where none is given", async () => {
    const { seed: _seed, ...unseeded } = options;
    const asked: ServeZoneOptions[] = [];
    await serve(unseeded, fakeSurroundings(), {
      topologyOf: () => Promise.resolve(shopTopology),
      serveZone: (zoneOptions) => Promise.resolve(void asked.push(zoneOptions)),
    });
    const { seed } = asked[0]!;
    assert.ok(Number.isInteger(seed) && seed >= 0 && seed < 1_000_000, `${seed}`);
  });

  it("prints each event as a line for people, or of JSON as it is", async () => {
    const { out } = await run({}, { serving: report });
    assert.equal(
      out,
      "Listening on 127.0.0.1, port 5300 (UDP and TCP). Ctrl-C ends it.\n" +
        "    31.0 s  check hc-1: unhealthy (2 of 16 checkers)\n",
    );
    const json = await run({ json: true }, { serving: report });
    assert.equal(json.out, `${JSON.stringify(listening)}\n${JSON.stringify(check)}\n`);
  });

  it("warns on stderr before it serves", async () => {
    const { recordSets } = shopTopology.zone;
    const unlisted = recordSets.map((set) => ({
      ...set,
      ...(set.HealthCheckId === "hc-backup" && { HealthCheckId: "gone" }),
    }));
    const topology = { ...shopTopology, zone: { ...shopTopology.zone, recordSets: unlisted } };
    const { out, err } = await run({ json: true }, { topology, serving: report });
    assert.equal(
      err,
      "warning: www.example.com. A (www-backup): health check gone is not in the list and counts as healthy.\n",
    );
    assert.equal(out.split("\n").length, 3);
  });

  it("names every target that would be probed off this machine, and starts nothing", async () => {
    const leads = (id: string, address: string) =>
      `health check ${id} (HTTP_STR_MATCH to ${address}, port 80) leads off this machine: ` +
      `add --map ${address}=127.0.0.1:PORT or --status ${id}=healthy.`;
    const { result, asked } = await run({ map: {} });
    assert.ok(result instanceof Error);
    assert.deepEqual(
      [result.name, result.message, asked],
      ["UserError", `${leads("hc-primary", "192.0.2.10")}\n${leads("hc-backup", "198.51.100.20")}`, []],
    );
  });

  it("takes the switch of a stack for off, unless it is stated or mapped, and never probes the real one", async () => {
    const fqdn = "switch.s3.us-west-1.amazonaws.com";
    const served = async (change: Partial<ServeOptions>) => {
      const { result, asked } = await run(change, { topology: switchedTopology });
      assert.equal(result, 0);
      const [{ stated, routes }] = asked as [ServeZoneOptions];
      return [[...stated], routes(fqdn, 443)];
    };
    assert.deepEqual(await served({}), [[["hc-switch", false]], null]);
    assert.deepEqual(await served({ status: { "hc-switch": "healthy" } }), [[["hc-switch", true]], null]);
    assert.deepEqual(await served({ map: { ...options.map, [fqdn]: "127.0.0.1:8443" } }), [
      [],
      { address: "127.0.0.1", port: 8443 },
    ]);
    const { result } = await run({ map: {} }, { topology: switchedTopology });
    assert.doesNotMatch((result as Error).message, /hc-switch/);
  });

  it("asks for no map where nobody probes: a stated, disabled or CALCULATED check, and loopback itself", async () => {
    const [primary, backup] = shopTopology.healthChecks as [HealthCheck, HealthCheck];
    const changed = (each: HealthCheck, config: object): HealthCheck => ({
      Id: each.Id,
      HealthCheckConfig: { ...each.HealthCheckConfig, ...config },
    });
    const healthChecks: HealthCheck[] = [
      primary,
      changed(backup, { Disabled: true }),
      { Id: "local", HealthCheckConfig: { Type: "TCP", IPAddress: "127.0.0.9", Port: 25 } },
      { Id: "all", HealthCheckConfig: { Type: "CALCULATED", ChildHealthChecks: ["local"] } },
    ];
    const { result, asked } = await run(
      { map: {}, status: { "hc-primary": "healthy" } },
      { topology: { ...shopTopology, healthChecks } },
    );
    assert.equal(result, 0);
    assert.deepEqual(asked[0]!.routes("127.0.0.9", 25), { address: "127.0.0.9", port: 25 });
  });

  for (const [title, change, message] of [
    [
      "to listen elsewhere than on loopback",
      { listen: "0.0.0.0:53" },
      '--listen: it must be 127.x.x.x or localhost, a colon and a port from 0 to 65535, not "0.0.0.0:53".',
    ],
    [
      "a speed at which a TTL would vanish",
      { speed: 41 },
      "The speed 41 is too high: a TTL of 20 s would round to 0 s. The largest speed allowed is 40.",
    ],
    [
      "a health check that it does not know",
      { status: { "hc-primry": "healthy" } },
      "--status hc-primry: there is no such health check. Did you mean hc-primary?",
    ],
    [
      "a map of what nobody probes",
      { map: { "192.0.2.99": "127.0.0.1:80" } },
      "--map 192.0.2.99: no health check probes that. Did you mean 192.0.2.10?",
    ],
  ] as const) {
    it(`refuses ${title}`, async () => {
      const { result, asked } = await run(change);
      assert.ok(result instanceof Error);
      assert.deepEqual([result.name, result.message, asked], ["UserError", message, []]);
    });
  }

  for (const [code, syscall, reason] of [
    ["EADDRINUSE", "listen", "something else listens there"],
    ["EADDRINUSE", "bind", "something else listens there"],
    ["EACCES", "listen", "ports below 1024 are for root"],
    ["EADDRNOTAVAIL", "listen", "this machine has no such address"],
    ["EMFILE", "listen", "failed"],
  ] as const) {
    it(`says what to do about ${code} on ${syscall}`, async () => {
      const { result } = await run({}, { serving: failing({ code, syscall }) });
      assert.ok(result instanceof Error);
      assert.deepEqual(
        [result.name, result.message],
        ["UserError", `--listen 127.0.0.1:5300: ${reason}; port 0 is any free one.`],
      );
    });
  }

  it("does not blame the user for anything else", async () => {
    const { result } = await run({}, { serving: failing({ code: "EMFILE", syscall: "connect" }) });
    assert.ok(result instanceof Error);
    assert.deepEqual([result.name, result.message], ["Error", "failed"]);
  });
});

function failing(more: object): () => never {
  return () => {
    throw Object.assign(new Error("failed"), more);
  };
}
