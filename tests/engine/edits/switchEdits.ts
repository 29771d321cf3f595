import type { Operation } from "../harness/steps";
import type { Edit } from "./edit";
import { anotherPlan, watchedSwitch } from "./watcherEdits";

/** What happens to the bucket with what belongs to it, and to the checks that are there for the switch alone. */
export function everythingOfSwitch(operation: Operation): Record<string, Operation> {
  const titles = [
    ...["Bucket switch-bucket", "BucketObjectv2 switch-canary", "BucketObjectv2 switch-topology"],
    ...["BucketOwnershipControls switch-ownership", "BucketPolicy switch-policy"],
    "BucketPublicAccessBlock switch-public-access",
    "BucketLifecycleConfiguration switch-lifecycle",
    "BucketServerSideEncryptionConfiguration switch-encryption",
    ...["BucketVersioning switch-versioning", "HealthCheck failover-primary-and-switch-check"],
    ...["HealthCheck failover-switch-check", "OperatorSwitch switch"],
  ];
  return Object.fromEntries(titles.map((title) => [title, operation]));
}

/** The copy of the topology beside the switch, which holds the id of every part of a site. */
export const newTopology = { "BucketObjectv2 switch-topology": "update" } as const;

/** What goes by the switch, or looks at it. */
const users = {
  ...anotherPlan,
  "Dashboard monitoring-dashboard": "update",
  "Record failover-primary": "update",
} as const;

/** Those who operate the stack need the switch. */
const withoutSwitch = { operatorSwitch: { enabled: false }, operations: { enabled: false } } as const;

/** Edits of the operator's switch. */
export const switchEdits: readonly Edit[] = [
  {
    title: "`operatorSwitch.enabled: true`",
    deployed: withoutSwitch,
    settings: { operatorSwitch: { enabled: true } },
    by: "up",
    operations: { ...everythingOfSwitch("create"), ...watchedSwitch("create"), ...users },
    stops: [],
    note: "Waits up to 5 minutes until the new check's checkers have seen the switch off; the record comes last.",
  },
  {
    title: "`healthCheck.requestIntervalSeconds: 30` with `rtoSeconds: 100`, where there is no switch",
    deployed: withoutSwitch,
    settings: { "healthCheck.requestIntervalSeconds": 30, rtoSeconds: 100 },
    by: "preview",
    operations: {
      "Dashboard monitoring-dashboard": "update",
      "HealthCheck failover-*-check": "replace",
      "MetricAlarm monitoring-*-unhealthy": "update",
      "MetricAlarm monitoring-primary-losing-checkers": "update",
      "Record failover-*": "update",
    },
    stops: [],
    note: "A new check counts as healthy until its checkers know better.",
  },
  {
    title: "`operatorSwitch.auditTrail: true`",
    settings: { "operatorSwitch.auditTrail": true },
    by: "preview",
    operations: {
      "Bucket switch-trail-bucket": "create",
      "BucketLifecycleConfiguration switch-trail-lifecycle": "create",
      "BucketPolicy switch-trail-policy": "create",
      "BucketPublicAccessBlock switch-trail-private": "create",
      "Trail switch-trail": "create",
    },
    stops: [],
    note: "By hand, not by the pipeline. CloudTrail writes down each change of the switch, and no read.",
  },
  {
    title: "`operatorSwitch.enabled: false`, after `protect: false` and without `operations`",
    deployed: { protect: false, operations: { enabled: false } },
    settings: { operatorSwitch: { enabled: false } },
    by: "preview",
    operations: { ...everythingOfSwitch("delete"), ...watchedSwitch("delete"), ...users },
    stops: [],
    note: "Traffic goes home if the switch is on. S3 deletes no bucket that holds versions of the switch: empty it by hand, then run it again.",
  },
];
