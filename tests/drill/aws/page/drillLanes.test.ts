import assert from "node:assert/strict";
import { drillLanes } from "../../../../drill/aws/page/drillLanes";
import { timeAxis } from "../../../../drill/report/axis";
import type { RehearsalEvent } from "../../../../rehearsal/events";
import { checker, drilled } from "../drilledEvents";
import { endedDrill } from "./sampleDrill";

const { watched } = endedDrill();
const endSeconds = 131;

function lanesOf(events: readonly RehearsalEvent[], change: Partial<typeof watched> = {}) {
  const scene = { events, watched: { ...watched, ...change }, endSeconds };
  return drillLanes(scene, timeAxis({ endSeconds, faultSeconds: 10 }));
}

const told = (groups: ReturnType<typeof lanesOf>) =>
  groups.map(({ heading, lanes }) => [heading, ...lanes.map(({ label, title }) => `${label} | ${title}`)]);

describe("drill/aws/page/drillLanes", () => {
  it("shows who saw what, from cause to effect, and nothing of what nobody observed", () => {
    assert.deepEqual(told(lanesOf(drilled())), [
      [
        "Checkers of the primary's check",
        "us-east-1 | us-east-1 203.0.113.1: unhealthy from 15.0 s, healthy from 105.0 s",
      ],
      [
        "Healthy checkers",
        "primary's check | the primary's check: healthy from 1.0 s (16 of 16), unhealthy from 28.0 s (2 of 16), healthy from 111.0 s (16 of 16)",
      ],
      [
        "Where name servers send shoppers",
        "ns-1 | ns-1: primary 1.0 to 33.0 s, backup 33.0 to 115.0 s, primary 115.0 to 131.0 s",
        "ns-2 | ns-2: primary 1.0 to 34.0 s, backup 34.0 to 116.0 s, primary 116.0 to 131.0 s",
      ],
      [
        "Where resolvers send them",
        "resolver | resolver: primary 1.0 to 50.0 s, backup 50.0 to 130.0 s, primary 130.0 to 131.0 s",
      ],
      [
        "What shoppers get",
        "new connection | new connection: primary 2.0 to 51.0 s, backup 51.0 to 131.0 s, primary 131.0 to 131.0 s",
      ],
    ]);
    assert.deepEqual(told(lanesOf([])), []);
  });

  it("shows each site as it was when it was asked directly", () => {
    const direct = (site: "primary" | "backup", atSeconds: number, passed: boolean) =>
      ({ event: "direct", atSeconds, startedAtSeconds: atSeconds, site, passed, reason: "" }) as const;
    assert.deepEqual(
      told(lanesOf([direct("backup", 1, true), direct("primary", 1, true), direct("primary", 9, false)])),
      [
        [
          "The sites, asked directly",
          "primary | primary: 2 probes, 1 failed",
          "backup | backup: 1 probes, 0 failed",
        ],
      ],
    );
  });

  it("names a region once for its checkers", () => {
    const second = { ...checker(15, false), checker: "203.0.113.2" };
    const west = { ...checker(15, false), region: "us-west-1" };
    assert.deepEqual(
      lanesOf([west, second, checker(15, false)]).map(({ lanes }) => lanes.map(({ label }) => label)),
      [["us-east-1", "", "us-west-1"]],
    );
  });

  it("shows of a calculated check, which has no checkers, what comes of it", () => {
    const calculated = {
      Id: "hc-record",
      HealthCheckConfig: {
        Type: "CALCULATED",
        ChildHealthChecks: ["hc-primary", "hc-switch"],
        HealthThreshold: 2,
      },
    } as const;
    const stack = {
      ...watched.stack,
      healthChecks: [...watched.stack.healthChecks, calculated],
      operatorSwitch: { healthCheckId: "hc-switch", calculatedHealthCheckId: "hc-record", isAwaited: true },
      zone: {
        ...watched.stack.zone,
        recordSets: watched.stack.zone.recordSets.map((set) =>
          set.Failover === "PRIMARY" ? { ...set, HealthCheckId: "hc-record" } : set,
        ),
      },
    };
    const turn = (atSeconds: number, healthy: boolean) =>
      ({
        event: "check",
        atSeconds,
        checkId: "hc-record",
        healthy,
        healthyCheckers: 0,
        checkers: 0,
      }) as const;
    assert.deepEqual(told(lanesOf([turn(1, true), turn(30, false)], { stack })), [
      [
        "Healthy checkers",
        "the record's | the primary's check with the switch: healthy 1.0 to 30.0 s, unhealthy 30.0 to 131.0 s",
      ],
    ]);
  });

  it("shows each alarm that went off, by its name and region", () => {
    const alarm = (atSeconds: number, state: "ALARM" | "OK", region: string) =>
      ({ event: "alarm", atSeconds, alarm: "shop-prod-primary-unhealthy", region, state }) as const;
    const events = [
      alarm(80, "ALARM", "us-east-1"),
      alarm(90, "ALARM", "us-west-1"),
      alarm(120, "OK", "us-east-1"),
    ];
    assert.deepEqual(told(lanesOf(events)), [
      [
        "Alarm primary-unhealthy (us-east-1)",
        " | shop-prod-primary-unhealthy (us-east-1): ALARM 80.0 to 120.0 s",
      ],
      [
        "Alarm primary-unhealthy (us-west-1)",
        " | shop-prod-primary-unhealthy (us-west-1): ALARM 90.0 to 131.0 s",
      ],
    ]);
  });

  it("shortens the name of a server to what has room, and keeps all of it in the title", () => {
    const nameServers = ["ns-1.awsdns-01.org", "127.0.0.1:5353"];
    const resolvers = ["this machine's resolver", "1.1.1.1"];
    const answers = [...nameServers, ...resolvers].map(
      (server, index) =>
        ({
          event: "answer",
          atSeconds: 1,
          observer: index < 2 ? "authoritative" : "resolver",
          server,
          name: "www.example.com.",
          type: "A",
          rcode: "ETIMEOUT",
          addresses: [],
          wireTtlSeconds: null,
        }) as const,
    );
    assert.deepEqual(told(lanesOf(answers, { nameServers, resolvers })), [
      [
        "Where name servers send shoppers",
        "ns-1 | ns-1.awsdns-01.org: ETIMEOUT 1.0 to 131.0 s",
        "127.0.0.1 | 127.0.0.1:5353: ETIMEOUT 1.0 to 131.0 s",
      ],
      [
        "Where resolvers send them",
        "resolver | this machine's resolver: ETIMEOUT 1.0 to 131.0 s",
        "1.1.1.1 | 1.1.1.1: ETIMEOUT 1.0 to 131.0 s",
      ],
    ]);
  });
});
