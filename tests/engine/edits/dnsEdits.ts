import type { Edit } from "./edit";

const addresses = { "Record failover-*-address": "update" } as const;
const checks = { "HealthCheck failover-*-check": "update" } as const;
const newChecks = { "HealthCheck failover-*-check": "replace", "Record failover-*": "update" } as const;
const newRecords = { "Record failover-*": "replace", "Record failover-*-address": "replace" } as const;
const standing = { "Stash standing": "update" } as const;
const startsHealthy = "A new check counts as healthy until its checkers know better.";

/** Edits of names, zone, records, checks and promises. */
export const dnsEdits: readonly Edit[] = [
  { title: "`ttlSeconds: 19`", settings: { ttlSeconds: 19 }, by: "up", operations: addresses, stops: [] },
  {
    title: "`ttlSeconds: 300` with `acknowledgeSlowFailover: true` and `rtoSeconds: 400`",
    settings: { ttlSeconds: 300, acknowledgeSlowFailover: true, rtoSeconds: 400 },
    by: "preview",
    operations: addresses,
    stops: [],
  },
  {
    title: "`healthCheck.failureThreshold: 1`",
    settings: { "healthCheck.failureThreshold": 1 },
    by: "up",
    operations: checks,
    stops: [],
  },
  {
    title: "`healthCheck.path: /healthz?from=route53`",
    settings: { "healthCheck.path": "/healthz?from=route53" },
    by: "preview",
    operations: checks,
    stops: [],
  },
  {
    title: "`healthCheck.searchString: status=o`",
    settings: { "healthCheck.searchString": "status=o" },
    by: "preview",
    operations: checks,
    stops: [],
  },
  {
    title: "`healthCheck.checkerRegions`, three of them",
    settings: { "healthCheck.checkerRegions": ["us-east-1", "eu-west-1", "ap-northeast-1"] },
    by: "preview",
    operations: checks,
    stops: [],
  },
  {
    title: "`healthCheck.requestIntervalSeconds: 30` with `rtoSeconds: 100`",
    settings: { "healthCheck.requestIntervalSeconds": 30, rtoSeconds: 100 },
    by: "up",
    operations: newChecks,
    stops: [],
    note: startsHealthy,
  },
  {
    title: "`healthCheck.measureLatency: true`",
    settings: { "healthCheck.measureLatency": true },
    by: "up",
    operations: newChecks,
    stops: [],
    note: startsHealthy,
  },
  {
    title: "`operatorSwitch.enabled: true`",
    settings: { operatorSwitch: { enabled: true } },
    by: "up",
    operations: {
      "Bucket switch-bucket": "create",
      "BucketObjectv2 switch-canary": "create",
      "BucketObjectv2 switch-topology": "create",
      "BucketOwnershipControls switch-ownership": "create",
      "BucketPolicy switch-policy": "create",
      "BucketPublicAccessBlock switch-public-access": "create",
      "BucketServerSideEncryptionConfiguration switch-encryption": "create",
      "BucketVersioning switch-versioning": "create",
      "HealthCheck failover-primary-and-switch-check": "create",
      "HealthCheck failover-switch-check": "create",
      "OperatorSwitch switch": "create",
      "Record failover-primary": "update",
    },
    stops: [],
    note: "Waits up to 5 minutes until the new check's checkers have seen the switch off; the record comes last.",
  },
  {
    title: "`aggregationSeconds: 2`",
    settings: { aggregationSeconds: 2 },
    by: "preview",
    operations: {},
    stops: [],
    note: "Changes the promised budget alone.",
  },
  { title: "`rtoSeconds: 61`", settings: { rtoSeconds: 61 }, by: "preview", operations: {}, stops: [] },
  {
    title: "`hostname: shop` with `acknowledgeRename: true`",
    settings: { hostname: "shop", acknowledgeRename: true },
    by: "up",
    operations: { ...standing, ...checks, "Record failover-*": "replace" },
    stops: [],
    note: "The old name is gone at once.",
  },
  {
    title: "`primary.hostname: first` with `acknowledgeRename: true`",
    settings: { "primary.hostname": "first", acknowledgeRename: true },
    by: "up",
    operations: {
      ...standing,
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
      "Zone failover-zone": "create",
    },
    stops: [],
    note: "The registrar must delegate to the new zone before the old one is left.",
  },
  {
    title: "`zone: { id: Z0123456789EXAMPLE }` in place of a zone that the stack made, with `protect: false`",
    deployed: { zone: { create: true }, protect: false },
    settings: { zone: { id: "Z0123456789EXAMPLE" } },
    by: "up",
    operations: {
      ...newRecords,
      "Zone failover-zone": "delete",
    },
    stops: [],
    note: "The registrar must delegate to the zone that stays first.",
  },
];
