import { type Edit, network } from "./edit";
import { rightsToLook } from "./operationsEdits";
import { backupMoves, standing, zones } from "./siteEdits";
import { watcherAlarms } from "./watcherEdits";

const anotherRegion = { "backup.region": "us-east-2", interrupt: "backup", protect: false } as const;
/** The backup goes to Ohio, with nothing of what it has. */
const backupLeavesRegion = {
  ...standing,
  ...zones,
  ...backupMoves,
  ...network("backup", "us-east-2a-10-20-0-0-16", "create"),
  "Eip backup-address": "replace",
  "HealthCheck failover-backup-check": "update",
  "InstanceProfile backup-profile": "replace",
  "MetricAlarm monitoring-backup-instance": "replace",
  "Provider backup": "replace",
  "Record failover-backup-address": "update",
  "Role backup-role": "replace",
  "RolePolicy backup-session-manager": "replace",
  "Topic monitoring-us-east-2-topic": "create",
  "Topic monitoring-us-west-1-topic": "delete",
  "TopicPolicy monitoring-us-east-2-topic-policy": "create",
  "TopicPolicy monitoring-us-west-1-topic-policy": "delete",
  "TopicSubscription monitoring-us-east-2-ops@example.com": "create",
  "TopicSubscription monitoring-us-west-1-ops@example.com": "delete",
} as const;
/** Its content and its replicas go with it; what S3 and CloudWatch keep for a bucket or a region is made anew. */
const contentLeavesRegion = {
  "Bucket sync-backup-content": "replace",
  "BucketLifecycleConfiguration sync-backup-content-lifecycle": "replace",
  "BucketOwnershipControls sync-backup-content-ownership": "replace",
  "BucketPolicy sync-backup-content-policy": "replace",
  "BucketPublicAccessBlock sync-backup-content-private": "replace",
  "BucketReplicationConfig sync-content-to-backup": "update",
  "BucketReplicationConfig sync-content-to-primary": "replace",
  "BucketServerSideEncryptionConfiguration sync-backup-content-encryption": "replace",
  "BucketVersioning sync-backup-content-versioning": "replace",
  "MetricAlarm sync-to-backup-failed": "update",
  "MetricAlarm sync-to-backup-late": "replace",
  "MetricAlarm sync-to-backup-orders-late": "update",
  "MetricAlarm sync-to-primary-failed": "replace",
  "MetricAlarm sync-to-primary-late": "update",
  "MetricAlarm sync-to-primary-orders-late": "replace",
  "RolePolicy backup-content": "replace",
  "RolePolicy sync-content-to-*-role-policy": "update",
  "Table sync-table-orders": "update",
} as const;

/** The switch is where the backup is; its check stays and is told another address. */
const switchLeavesRegion = {
  "Bucket switch-bucket": "replace",
  "BucketLifecycleConfiguration switch-lifecycle": "replace",
  "BucketObjectv2 switch-canary": "replace",
  "BucketObjectv2 switch-topology": "replace",
  "BucketOwnershipControls switch-ownership": "replace",
  "BucketPolicy switch-policy": "replace",
  "BucketPublicAccessBlock switch-public-access": "replace",
  "BucketServerSideEncryptionConfiguration switch-encryption": "replace",
  "BucketVersioning switch-versioning": "replace",
  "HealthCheck failover-switch-check": "update",
} as const;
const watcherLeavesRegion = {
  ...watcherAlarms("replace"),
  "Function watcher-function": "replace",
  "FunctionEventInvokeConfig watcher-no-retries": "replace",
  "LogGroup watcher-logs": "replace",
  "Role watcher-schedule-role": "update",
  "RolePolicy watcher-role-policy": "update",
  "RolePolicy watcher-schedule-role-policy": "update",
  "Schedule watcher-schedule": "replace",
  "Topic watcher-topic": "replace",
  "TopicPolicy watcher-topic-policy": "replace",
  "TopicSubscription watcher-ops@example.com": "replace",
} as const;

/** Edits that take a site to another region. */
export const regionEdits: readonly Edit[] = [
  {
    title:
      "`backup.region: us-east-2` with `interrupt: backup` and `protect: false`, without `dataSync`, switch, watcher and `operations`",
    deployed: {
      dataSync: { enabled: false },
      operatorSwitch: { enabled: false },
      siteWatcher: { enabled: false },
      operations: { enabled: false },
    },
    settings: anotherRegion,
    by: "up",
    operations: backupLeavesRegion,
    stops: ["backup"],
    note: "The site gets another address; a new mail has to be confirmed.",
  },
  {
    title: "the same with all of them",
    settings: anotherRegion,
    by: "preview",
    operations: {
      ...backupLeavesRegion,
      ...contentLeavesRegion,
      ...switchLeavesRegion,
      ...watcherLeavesRegion,
      ...rightsToLook,
      "RolePolicy operations-override-role-policy": "update",
    },
    stops: ["backup"],
    note: "Take the switch off first. S3 deletes the old buckets when they are emptied: then run it again. By hand.",
  },
];
