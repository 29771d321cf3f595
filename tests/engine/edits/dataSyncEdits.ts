import type { Operation } from "../harness/steps";
import type { Edit } from "./edit";
import { newTopology } from "./switchEdits";
import { anotherPlanAndRights, watchedContent } from "./watcherEdits";

/** What happens to the buckets with what belongs to them, the tables, and the sites' rights to both. */
export function contentAndTables(operation: Operation): Record<string, Operation> {
  const titles = [
    ...["Bucket sync-*-content", "BucketLifecycleConfiguration sync-*-content-lifecycle"],
    ...["BucketOwnershipControls sync-*-content-ownership", "BucketPolicy sync-*-content-policy"],
    ...["BucketPublicAccessBlock sync-*-content-private", "BucketReplicationConfig sync-content-to-*"],
    "BucketServerSideEncryptionConfiguration sync-*-content-encryption",
    ...["BucketVersioning sync-*-content-versioning", "DataSync sync"],
    ...["BucketObjectv2 sync-first-current.json", "BucketObjectv2 sync-first-index.html"],
    ...["BucketObjectv2 sync-first-style.css", "Role sync-content-to-*-role"],
    ...["RolePolicy sync-content-to-*-role-policy", "RolePolicy *-content", "Table sync-table-orders"],
  ];
  return Object.fromEntries(titles.map((title) => [title, operation]));
}

/** What happens to every alarm on the replication. */
export function replicationAlarms(operation: Operation): Record<string, Operation> {
  const alarms = ["failed", "late", "orders-late"].map((alarm) => `MetricAlarm sync-to-*-${alarm}`);
  return Object.fromEntries(alarms.map((title) => [title, operation]));
}

const orders = { name: "orders", hashKey: { name: "id", type: "S" } };
const carts = { ...orders, name: "carts" };
const anotherDashboard = { "Dashboard monitoring-dashboard": "update" } as const;
const byHand = "By hand: the pipeline makes no rights, no buckets and no tables.";

/** Edits of what is kept in step between the regions. */
export const dataSyncEdits: readonly Edit[] = [
  {
    title: "`dataSync.enabled: true`, with a table `orders`",
    deployed: { dataSync: { enabled: false } },
    settings: { dataSync: { enabled: true, tables: [orders] } },
    by: "up",
    operations: {
      ...contentAndTables("create"),
      ...replicationAlarms("create"),
      ...watchedContent("create"),
      ...newTopology,
      ...anotherPlanAndRights,
      ...anotherDashboard,
    },
    stops: [],
    note: `${byHand} The running instances keep what they serve; raise \`generation\`.`,
  },
  {
    title: "`dataSync.replicationTimeControl: true`",
    settings: { "dataSync.replicationTimeControl": true },
    by: "up",
    operations: { "BucketReplicationConfig sync-content-to-*": "update" },
    stops: [],
  },
  {
    title: "`dataSync.tables`, one more",
    settings: { "dataSync.tables": [orders, carts] },
    by: "up",
    operations: {
      ...anotherDashboard,
      "MetricAlarm sync-to-*-carts-late": "create",
      "RolePolicy *-content": "update",
      "Table sync-table-carts": "create",
    },
    stops: [],
    note: byHand,
  },
  {
    title: "`dataSync.tables`, one less, after `protect: false`",
    deployed: { protect: false },
    settings: { "dataSync.tables": [] },
    by: "up",
    operations: {
      ...anotherDashboard,
      "MetricAlarm sync-to-*-orders-late": "delete",
      "RolePolicy *-content": "update",
      "Table sync-table-orders": "delete",
    },
    stops: [],
    note: "The table is gone in both regions, with what was in it. By hand.",
  },
  {
    title: "`dataSync.enabled: false` without tables, after `protect: false`",
    deployed: { protect: false },
    settings: { dataSync: { enabled: false } },
    by: "preview",
    operations: {
      ...contentAndTables("delete"),
      ...replicationAlarms("delete"),
      ...watchedContent("delete"),
      ...newTopology,
      ...anotherPlanAndRights,
      ...anotherDashboard,
    },
    stops: [],
    note: "S3 deletes no bucket that holds anything: empty both first. By hand.",
  },
];
