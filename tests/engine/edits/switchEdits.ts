import type { Operation } from "../harness/steps";
import type { Edit } from "./edit";

/** What happens to the bucket with what belongs to it, and to the checks that are there for the switch alone. */
function everythingOfSwitch(operation: Operation): Record<string, Operation> {
  const titles = [
    ...["Bucket switch-bucket", "BucketObjectv2 switch-canary", "BucketObjectv2 switch-topology"],
    ...["BucketOwnershipControls switch-ownership", "BucketPolicy switch-policy"],
    "BucketPublicAccessBlock switch-public-access",
    "BucketServerSideEncryptionConfiguration switch-encryption",
    ...["BucketVersioning switch-versioning", "HealthCheck failover-primary-and-switch-check"],
    ...["HealthCheck failover-switch-check", "OperatorSwitch switch"],
  ];
  return Object.fromEntries(titles.map((title) => [title, operation]));
}

/** Edits of the operator's switch. Alarms and dashboard show each site's own check, so turning it on leaves them alone. */
export const switchEdits: readonly Edit[] = [
  {
    title: "`operatorSwitch.enabled: true`",
    settings: { operatorSwitch: { enabled: true } },
    by: "up",
    operations: { ...everythingOfSwitch("create"), "Record failover-primary": "update" },
    stops: [],
    note: "Waits up to 5 minutes until the new check's checkers have seen the switch off; the record comes last. Alarms and dashboard go on showing the sites' own checks.",
  },
  {
    title: "`healthCheck.requestIntervalSeconds: 30` with `rtoSeconds: 100`, where there is a switch",
    deployed: { operatorSwitch: { enabled: true } },
    settings: { "healthCheck.requestIntervalSeconds": 30, rtoSeconds: 100 },
    by: "preview",
    operations: {
      "BucketObjectv2 switch-topology": "update",
      "Dashboard monitoring-dashboard": "update",
      "HealthCheck failover-*-check": "replace",
      "HealthCheck failover-primary-and-switch-check": "update",
      "HealthCheck failover-switch-check": "replace",
      "MetricAlarm monitoring-*-unhealthy": "update",
      "MetricAlarm monitoring-primary-losing-checkers": "update",
      "Record failover-backup": "update",
    },
    stops: [],
    note: "Waits in the same way; PRIMARY keeps its combined check.",
  },
  {
    title: "`operatorSwitch.enabled: false`, after `protect: false`",
    deployed: { operatorSwitch: { enabled: true }, protect: false },
    settings: { operatorSwitch: { enabled: false } },
    by: "preview",
    operations: { ...everythingOfSwitch("delete"), "Record failover-primary": "update" },
    stops: [],
    note: "Traffic goes home if the switch is on. S3 deletes no bucket that holds versions of the switch: empty it by hand, then run it again.",
  },
];
