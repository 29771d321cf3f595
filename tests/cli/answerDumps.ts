/** A shop's zone and health checks as the AWS CLI dumps them, in a folder of their own. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HealthCheck, ResourceRecordSet } from "../../route53/types";
import { address, alias, zoneId } from "../route53/zones";

const loadBalancer = {
  HostedZoneId: "Z35SXDOTRQ7X7K",
  DNSName: "LB.elb.amazonaws.com",
  EvaluateTargetHealth: true,
};

export const recordSets: readonly ResourceRecordSet[] = [
  alias("www", "primary", { SetIdentifier: "www-primary", Failover: "PRIMARY", HealthCheckId: "hc-1" }),
  alias("www", "backup", { SetIdentifier: "www-backup", Failover: "SECONDARY", HealthCheckId: "hc-2" }),
  address("primary", "192.0.2.10", { TTL: 20 }),
  address("backup", "198.51.100.20", { TTL: 20 }),
  { ...alias("app", ""), AliasTarget: loadBalancer, SetIdentifier: "lb", Failover: "PRIMARY" },
  address("app", "198.51.100.30", { SetIdentifier: "own", Failover: "SECONDARY" }),
  address("near", "192.0.2.40", { SetIdentifier: "de", GeoLocation: { CountryCode: "DE" } }),
  address("near", "192.0.2.41", { SetIdentifier: "all", GeoLocation: { CountryCode: "*" } }),
];

const endpoint = { Type: "HTTP", IPAddress: "192.0.2.10" } as const;

export const healthChecks: readonly HealthCheck[] = [
  { Id: "hc-1", HealthCheckConfig: endpoint },
  { Id: "hc-2", HealthCheckConfig: endpoint },
  {
    Id: "both",
    HealthCheckConfig: { Type: "CALCULATED", HealthThreshold: 2, ChildHealthChecks: ["hc-1", "hc-2"] },
  },
];

/** `list-resource-record-sets` of example.com with these record sets. */
export function zoneDump(sets: readonly object[] = recordSets): string {
  return JSON.stringify({ HostedZone: { Id: zoneId, Name: "example.com." }, ResourceRecordSets: sets });
}

/** `list-health-checks` with these checks. */
export function checksDump(checks: readonly object[] = healthChecks): string {
  return JSON.stringify({ HealthChecks: checks });
}

/** A new folder with zone.json, checks.json and more files; `remove` deletes it. */
export function dumpFolder(more: Readonly<Record<string, string | Buffer>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "failover-answer-"));
  const files = { "zone.json": zoneDump(), "checks.json": checksDump(), ...more };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return {
    folder,
    pathOf: (name: string) => join(folder, name),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** What www.example.com answers while the primary is healthy. */
export const wwwReply = {
  name: "www.example.com.",
  type: "A",
  outcomes: [
    {
      probability: 1,
      rcode: "NOERROR",
      answers: [{ name: "www.example.com.", type: "A", ttl: 20, data: "192.0.2.10" }],
      recordSets: [
        { name: "www.example.com.", type: "A", setIdentifier: "www-primary" },
        { name: "primary.example.com.", type: "A" },
      ],
    },
  ],
} as const;
