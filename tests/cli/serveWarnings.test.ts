import assert from "node:assert/strict";
import { serveWarnings } from "../../cli/serveWarnings";
import type { HealthCheck } from "../../route53/types";
import { address, alias, zoneOf } from "../route53/zones";

const none: readonly HealthCheck[] = [];

describe("cli/serveWarnings", () => {
  it("has nothing to say of a zone that is served as Route 53 would", () => {
    const zone = zoneOf(alias("www", "primary", { HealthCheckId: "hc" }), address("primary", "192.0.2.10"));
    const checks: HealthCheck[] = [
      { Id: "hc", HealthCheckConfig: { Type: "HTTP", IPAddress: "192.0.2.10" } },
    ];
    assert.deepEqual(serveWarnings(zone, checks, new Map()), []);
  });

  it("names aliases that leave the zone, and types that are not served", () => {
    const balancer = {
      HostedZoneId: "Z35SXDOTRQ7X7K",
      DNSName: "LB.elb.amazonaws.com",
      EvaluateTargetHealth: true,
    };
    const zone = zoneOf(
      { ...alias("www", ""), AliasTarget: balancer, SetIdentifier: "lb", Failover: "PRIMARY" },
      {
        Name: "example.com.",
        Type: "HTTPS",
        TTL: 60,
        ResourceRecords: [{ Value: "1 . alpn=h2" }],
      },
      { Name: "_x.example.com.", Type: "SVCB", TTL: 60, ResourceRecords: [{ Value: "1 ." }] },
    );
    assert.deepEqual(serveWarnings(zone, none, new Map()), [
      "www.example.com. A (lb) is answered with SERVFAIL: its alias leads out of the zone, to lb.elb.amazonaws.com.",
      "example.com. HTTPS is answered with SERVFAIL: HTTPS is not served.",
      "_x.example.com. SVCB is answered with SERVFAIL: SVCB is not served.",
    ]);
  });

  it("names checks that nobody can observe here, until their status is stated", () => {
    const checks: HealthCheck[] = [
      { Id: "metric", HealthCheckConfig: { Type: "CLOUDWATCH_METRIC" } },
      { Id: "control", HealthCheckConfig: { Type: "RECOVERY_CONTROL" } },
    ];
    assert.deepEqual(serveWarnings(zoneOf(), checks, new Map()), [
      "health check metric (CLOUDWATCH_METRIC) has no data: --status states what it observes.",
      "health check control (RECOVERY_CONTROL) has no data: --status states what it observes.",
    ]);
    const stated = new Map([
      ["metric", true],
      ["control", false],
    ]);
    assert.deepEqual(serveWarnings(zoneOf(), checks, stated), []);
  });

  it("says first what an answer silently depends on, and stops after 20 lines", () => {
    const sets = Array.from({ length: 21 }, (_, at) =>
      address(`n${at}`, "192.0.2.1", { HealthCheckId: "gone" }),
    );
    const warnings = serveWarnings(zoneOf(...sets), none, new Map());
    assert.equal(warnings.length, 21);
    assert.equal(
      warnings[0],
      "n0.example.com. A: health check gone is not in the list and counts as healthy.",
    );
    assert.equal(warnings[20], "and 1 more.");
  });
});
