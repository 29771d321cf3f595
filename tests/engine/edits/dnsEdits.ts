import type { Edit } from "./edit";
import { operatorsByHand, rightsToLook, rightsToPrimary } from "./operationsEdits";
import { newTopology } from "./switchEdits";
import { anotherPlan } from "./watcherEdits";

const addresses = { "Record failover-*-address": "update" } as const;
const checks = { "HealthCheck failover-*-check": "update" } as const;
const newChecks = {
  "Dashboard monitoring-dashboard": "update",
  "HealthCheck failover-*-check": "replace",
  "MetricAlarm monitoring-*-unhealthy": "update",
  "MetricAlarm monitoring-primary-losing-checkers": "update",
  // PRIMARY goes by the combined check, which stays.
  "HealthCheck failover-primary-and-switch-check": "update",
  "Record failover-backup": "update",
  ...newTopology,
} as const;
const rightsToChecks = { ...rightsToLook, ...rightsToPrimary } as const;
/** What is promised is a part of the topology. */
const newBudget = newTopology;
const newRecords = { "Record failover-*": "replace", "Record failover-*-address": "replace" } as const;
const standing = { "Stash standing": "update" } as const;
const startsHealthy = "A new check counts as healthy until its checkers know better.";
const waits =
  "The switch's check is replaced as well: the update waits up to 5 minutes until its checkers have seen the switch off.";

/** Edits of names, zone, records, checks and promises. */
export const dnsEdits: readonly Edit[] = [
  {
    title: "`ttlSeconds: 19`",
    settings: { ttlSeconds: 19 },
    by: "up",
    operations: { ...addresses, ...newBudget },
    stops: [],
  },
  {
    title: "`ttlSeconds: 300` with `acknowledgeSlowFailover: true` and `rtoSeconds: 400`",
    settings: { ttlSeconds: 300, acknowledgeSlowFailover: true, rtoSeconds: 400 },
    by: "preview",
    operations: { ...addresses, ...newBudget },
    stops: [],
  },
  {
    title: "`healthCheck.failureThreshold: 1`",
    settings: { "healthCheck.failureThreshold": 1 },
    by: "up",
    operations: { ...checks, ...newBudget },
    stops: [],
  },
  {
    title: "`healthCheck.path: /healthz?from=route53`",
    settings: { "healthCheck.path": "/healthz?from=route53" },
    by: "preview",
    operations: { ...checks, ...anotherPlan, ...newTopology },
    stops: [],
  },
  {
    title: "`healthCheck.searchString: status=o`",
    settings: { "healthCheck.searchString": "status=o" },
    by: "preview",
    operations: { ...checks, ...anotherPlan, ...newTopology },
    stops: [],
  },
  {
    title: "`healthCheck.checkerRegions`, three of them",
    settings: { "healthCheck.checkerRegions": ["us-east-1", "eu-west-1", "ap-northeast-1"] },
    by: "preview",
    operations: { ...checks, "HealthCheck failover-switch-check": "update", ...newBudget },
    stops: [],
  },
  {
    title: "`healthCheck.requestIntervalSeconds: 30` with `rtoSeconds: 100`",
    settings: { "healthCheck.requestIntervalSeconds": 30, rtoSeconds: 100 },
    by: "up",
    operations: { ...newChecks, ...rightsToChecks, "HealthCheck failover-switch-check": "replace" },
    stops: [],
    note: `${startsHealthy} ${waits} ${operatorsByHand}`,
  },
  {
    title: "`healthCheck.measureLatency: true`",
    settings: { "healthCheck.measureLatency": true },
    by: "up",
    operations: { ...newChecks, ...rightsToChecks },
    stops: [],
    note: `${startsHealthy} ${operatorsByHand}`,
  },
  {
    title: "`aggregationSeconds: 2`",
    settings: { aggregationSeconds: 2 },
    by: "preview",
    operations: newBudget,
    stops: [],
    note: "Changes the promised budget alone.",
  },
  {
    title: "`rtoSeconds: 61`",
    settings: { rtoSeconds: 61 },
    by: "preview",
    operations: newBudget,
    stops: [],
  },
  {
    title: "`hostname: shop` with `acknowledgeRename: true`",
    settings: { hostname: "shop", acknowledgeRename: true },
    by: "up",
    operations: {
      ...standing,
      ...checks,
      ...newTopology,
      ...anotherPlan,
      // Their tags hold the name.
      "HealthCheck failover-primary-and-switch-check": "update",
      "HealthCheck failover-switch-check": "update",
      "Record failover-*": "replace",
    },
    stops: [],
    note: "The old name is gone at once.",
  },
  {
    title: "`primary.hostname: first` with `acknowledgeRename: true`",
    settings: { "primary.hostname": "first", acknowledgeRename: true },
    by: "up",
    operations: {
      ...standing,
      ...newTopology,
      "Record failover-primary": "update",
      "Record failover-primary-address": "replace",
    },
    stops: [],
  },
  {
    title: "`zone: { create: true }` in place of an id",
    settings: { zone: { create: true } },
    by: "up",
    operations: {
      ...newRecords,
      ...rightsToLook,
      ...newTopology,
      ...anotherPlan,
      "Dashboard monitoring-dashboard": "update",
      "Zone failover-zone": "create",
    },
    stops: [],
    note: `The registrar must delegate to the new zone before the old one is left. ${operatorsByHand}`,
  },
  {
    title: "`zone: { id: Z0123456789EXAMPLE }` in place of a zone that the stack made, with `protect: false`",
    deployed: { zone: { create: true }, protect: false },
    settings: { zone: { id: "Z0123456789EXAMPLE" } },
    by: "up",
    operations: {
      ...newRecords,
      ...rightsToLook,
      ...newTopology,
      ...anotherPlan,
      "Dashboard monitoring-dashboard": "update",
      "Zone failover-zone": "delete",
    },
    stops: [],
    note: `The registrar must delegate to the zone that stays first. ${operatorsByHand}`,
  },
];
