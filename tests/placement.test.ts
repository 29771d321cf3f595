import assert from "node:assert/strict";
import { statementsOf } from "../docs/security/statements";
import { recordStack } from "../recording/record";
import type { Recording } from "../recording/recording";

/**
 * Proves where each resource of prod stands. Both sites are moved out of us-east-1 for it, so that what must be there is
 * told from what must be where the primary is.
 */

const primary = "us-west-2";
const backup = "eu-west-1";

const site = (region: string, hostname: string, cidr: string) =>
  JSON.stringify({ region, hostname, instanceType: "t3.small", cidr, generation: 1 });
const moved = {
  "website-failover:primary": site(primary, "primary", "10.10.0.0/16"),
  "website-failover:backup": site(backup, "backup", "10.20.0.0/16"),
  "website-failover:drills": '{"enabled":true}',
};

const email = "ops@example.com";
const topic = (name: string) => [`${name}-topic`, `${name}-topic-policy`, `${name}-${email}`];
const siteParts = (role: string) =>
  [
    ...["address", "address-association", "firewall", "http-in", "http-out", "https-out"],
    ...["instance", "interface", "s3"],
  ].map((part) => `${role}-${part}`);
const contentParts = (role: string) =>
  ["encryption", "lifecycle", "ownership", "policy", "private", "versioning"].map(
    (part) => `sync-${role}-content-${part}`,
  );

const places: Readonly<Record<string, readonly string[]>> = {
  // Route 53 is managed there, and sends its metrics to no other region.
  "us-east-1": [
    "failover-backup",
    "failover-backup-address",
    "failover-backup-check",
    "failover-primary",
    "failover-primary-address",
    "failover-primary-and-switch-check",
    "failover-primary-check",
    "failover-switch-check",
    "monitoring-backup-unhealthy",
    "monitoring-both-unhealthy",
    "monitoring-dashboard",
    "monitoring-primary-losing-checkers",
    "monitoring-primary-unhealthy",
    ...topic("monitoring-us-east-1"),
  ],
  [primary]: [
    ...siteParts("primary"),
    `primary-vpc-${primary}a-10-10-0-0-16`,
    "sync-primary-content",
    ...contentParts("primary"),
    "sync-content-to-backup",
    "sync-first-current.json",
    "sync-first-index.html",
    "sync-first-style.css",
    // The replica in the backup's region is a part of it.
    "sync-table-orders",
    "monitoring-primary-instance",
    ...topic(`monitoring-${primary}`),
    // S3 tells of failures where it replicates from, and of lateness where it replicates to.
    "sync-to-backup-failed",
    "sync-to-backup-orders-late",
    "sync-to-primary-late",
    // A drill breaks the primary, and sees alarms of its own region alone.
    ...[
      ...["backup-answered", "backup-unhealthy", "kill-server", "logs", "missed"],
      ...["not-ready", "schedule", "stop-instance", "stop-server"],
    ].map((part) => `drill-${part}`),
    // Documents are sent to the instance, and wait beside it.
    ...["operations-start-server", "operations-stop-server"],
  ],
  // What must outlive the primary's region: the switch, and who sees that region go.
  [backup]: [
    ...siteParts("backup"),
    `backup-vpc-${backup}a-10-20-0-0-16`,
    "sync-backup-content",
    ...contentParts("backup"),
    "sync-content-to-primary",
    "monitoring-backup-instance",
    ...topic(`monitoring-${backup}`),
    "sync-to-backup-late",
    "sync-to-primary-failed",
    "sync-to-primary-orders-late",
    ...[
      "bucket",
      "canary",
      "encryption",
      "lifecycle",
      "ownership",
      "policy",
      "public-access",
      "topology",
      "versioning",
    ].map((part) => `switch-${part}`),
    "watcher-answer-not-primary",
    "watcher-backup-unhealthy",
    "watcher-content-out-of-sync",
    "watcher-drill-overdue",
    "watcher-function",
    "watcher-logs",
    "watcher-no-retries",
    "watcher-primary-unhealthy",
    "watcher-replication-late",
    "watcher-schedule",
    "watcher-switch-left-on",
    "watcher-switch-unreadable",
    ...topic("watcher"),
  ],
};

/** Regions in which a role may do anything; IAM itself has none. */
const reach: Readonly<Record<string, readonly string[]>> = {
  "backup-role": [backup],
  "drill-role": [primary],
  "drill-schedule-role": [primary],
  // Route 53's alarms are in us-east-1, wherever the sites are. What breaks the backup is denied.
  "operations-drill-role": [backup, "us-east-1", primary],
  "operations-observe-role": [backup, "us-east-1", primary],
  // What turns the switch needs nothing of any other region.
  "operations-override-role": [backup],
  "operations-restore-role": [primary],
  "primary-role": [primary],
  "sync-content-to-backup-role": [backup, primary],
  "sync-content-to-primary-role": [backup, primary],
  "watcher-role": [backup, primary],
  "watcher-schedule-role": [backup],
};

describe("where prod's resources stand", () => {
  let recording: Recording;
  before(async function () {
    this.timeout(30_000);
    recording = await recordStack("prod", { config: moved });
    assert.deepEqual(recording.errors, []);
  });

  it("is known of each of them, and is no other region", () => {
    const found: Record<string, string[]> = {};
    for (const { type, name, region } of recording.resources) {
      if (/^awsx?:/.test(type) && !type.startsWith("aws:iam/")) (found[region ?? "none"] ??= []).push(name);
    }
    const sorted = (byRegion: Readonly<Record<string, readonly string[]>>) =>
      Object.fromEntries(Object.entries(byRegion).map(([region, names]) => [region, [...names].sort()]));
    assert.deepEqual(sorted(found), sorted(places));
  });

  it("has each alarm tell a topic beside it", () => {
    const alarms = recording.resources.filter(({ type }) => /^aws:cloudwatch\/.*Alarm$/.test(type));
    const elsewhere = alarms.filter(({ inputs, region }) => {
      const actions = ["alarmActions", "okActions", "insufficientDataActions"].flatMap(
        (kind) => (inputs[kind] ?? []) as readonly string[],
      );
      return actions.length === 0 || actions.some((arn) => arn.split(":")[3] !== region);
    });
    // What drills look at is told by the watcher's alarms on the same metrics.
    assert.deepEqual(elsewhere.map(({ name }) => name).sort(), [
      "drill-backup-answered",
      "drill-backup-unhealthy",
      "drill-not-ready",
    ]);
  });

  it("replicates the table to the backup's region", () => {
    const [table] = recording.resources.filter(({ name }) => name === "sync-table-orders");
    const replicas = table?.inputs["replicas"] as readonly { regionName: string }[];
    assert.deepEqual(
      replicas.map(({ regionName }) => regionName),
      [backup],
    );
  });

  it("bounds what each role may do to regions of its own", () => {
    const found: Record<string, string[]> = {};
    for (const { role, resources, conditions } of statementsOf(recording)) {
      if (role === null) continue;
      const named = [...resources, ...conditions].flatMap(
        (text) => text.match(/\b[a-z]{2}-[a-z]+-\d\b/g) ?? [],
      );
      found[role] = [...new Set([...(found[role] ?? []), ...named])].sort();
    }
    assert.deepEqual(found, reach);
  });
});
