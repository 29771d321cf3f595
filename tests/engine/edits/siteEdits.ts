import type { Operation } from "../harness/steps";
import { replicationAlarms } from "./dataSyncEdits";
import { type Edit, network } from "./edit";
import { operatorsByHand, rightsToPrimary } from "./operationsEdits";
import { newTopology } from "./switchEdits";
import { anotherPlan, watcherAlarms } from "./watcherEdits";

const checks = { "HealthCheck failover-*-check": "update" } as const;
/** What happens when settings that the stack stands on change. */
export const standing = { "Stash standing": "update" } as const;
/** What happens when a site gets another instance. */
export const newInstance = (site: string) =>
  ({
    "Dashboard monitoring-dashboard": "update",
    [`Instance ${site}-instance`]: "replace, delete first",
    [`MetricAlarm monitoring-${site}-instance`]: "update",
  }) as const;
/** What happens when the zones that the stack stands in change. */
export const zones = { "Stash zones": "update" } as const;
const unprotected = { "Table sync-table-orders": "update" } as const;
const ownSite = {
  site: { userDataFile: "site/files/setup.sh", path: "/health", searchString: "open" },
  "healthCheck.path": undefined,
  "healthCheck.searchString": undefined,
} as const;
/** The backup leaves its network for a new one, with the address that it has. */
export const backupMoves = {
  ...network("backup", "us-west-1a-10-20-0-0-16", "delete"),
  ...newInstance("backup"),
  "EipAssociation backup-address-association": "replace",
  "NetworkInterface backup-interface": "replace",
  "SecurityGroup backup-firewall": "replace",
  "SecurityGroupEgressRule backup-http-out": "replace",
  "SecurityGroupEgressRule backup-https-out": "replace",
  "SecurityGroupIngressRule backup-http-in": "replace",
  "VpcEndpoint backup-s3": "replace",
} as const;
const besideTheOld =
  "The new network is made beside the old one, which goes last; takes a second VPC meanwhile.";

/** Edits of what the two sites are made of. */
export const siteEdits: readonly Edit[] = [
  {
    title: "`tags: { team: shop }`",
    settings: { tags: { team: "shop" } },
    by: "preview",
    operations: {
      ...replicationAlarms("update"),
      "Bucket switch-bucket": "update",
      "Bucket sync-*-content": "update",
      "CompositeAlarm monitoring-both-unhealthy": "update",
      "Document operations-start-server": "update",
      "Document operations-stop-server": "update",
      "Eip *-address": "update",
      "Function watcher-function": "update",
      "HealthCheck failover-*-check": "update",
      "HealthCheck failover-primary-and-switch-check": "update",
      "HealthCheck failover-switch-check": "update",
      "Instance *-instance": "update",
      "InstanceProfile *-profile": "update",
      ...tagged(network("primary", "us-east-1a-10-10-0-0-16", "update")),
      ...tagged(network("backup", "us-west-1a-10-20-0-0-16", "update")),
      "LogGroup watcher-logs": "update",
      "MetricAlarm monitoring-*-instance": "update",
      "MetricAlarm monitoring-*-unhealthy": "update",
      "MetricAlarm monitoring-primary-losing-checkers": "update",
      ...watcherAlarms("update"),
      "NetworkInterface *-interface": "update",
      "Provider *": "update",
      "Provider global": "update",
      "Role *-role": "update",
      "Role operations-drill-role": "update",
      "Role operations-observe-role": "update",
      "Role operations-override-role": "update",
      "Role operations-restore-role": "update",
      "Role sync-content-to-*-role": "update",
      "Role watcher-role": "update",
      "Role watcher-schedule-role": "update",
      "SecurityGroup *-firewall": "update",
      "SecurityGroupEgressRule *-http-out": "update",
      "SecurityGroupEgressRule *-https-out": "update",
      "SecurityGroupIngressRule *-http-in": "update",
      "Table sync-table-orders": "update",
      "Topic monitoring-us-east-1-topic": "update",
      "Topic monitoring-us-west-1-topic": "update",
      "Topic watcher-topic": "update",
      "VpcEndpoint *-s3": "update",
    },
    stops: [],
  },
  {
    title: "a new storefront page or bootstrap",
    source: { file: "site/files/index.html", from: "Slow Morning: things", to: "Slow Evening: things" },
    by: "preview",
    operations: {},
    stops: [],
    note: "A running instance keeps what it has; raise `generation` to bring it up to date.",
  },
  {
    title: "a new release of Amazon Linux",
    account: { amiRelease: "2026.02" },
    by: "preview",
    operations: {},
    stops: [],
    note: "A running instance keeps its AMI; raise `generation` to bring it up to date.",
  },
  {
    title: "`site.amiParameter`, another AMI",
    settings: { "site.amiParameter": "/shop/ami" },
    by: "preview",
    operations: {},
    stops: [],
    note: "Used by the next instance; raise `generation`.",
  },
  {
    title: "`site`, your own shop in place of the sample",
    settings: ownSite,
    by: "preview",
    operations: { ...checks, ...anotherPlan, ...newTopology },
    stops: [],
    note: "The running instances still serve the sample, so the checks fail until `generation` is raised.",
  },
  {
    title: "`healthCheck.port: 8080`, with a shop of your own",
    deployed: ownSite,
    settings: { "healthCheck.port": 8080 },
    by: "preview",
    operations: {
      ...checks,
      ...anotherPlan,
      ...newTopology,
      "SecurityGroupIngressRule *-http-in": "update",
    },
    stops: [],
    note: "In place, but both sites must serve the new port first.",
  },
  {
    title: "`protect: false`",
    settings: { protect: false },
    by: "up",
    operations: { ...unprotected, ...newTopology },
    stops: [],
    note: "DynamoDB's own protection of the tables goes with it.",
  },
  {
    title: "`backup.availabilityZone: us-west-1a`, pinning the zone in use",
    settings: { "backup.availabilityZone": "us-west-1a" },
    by: "preview",
    operations: {},
    stops: [],
  },
  {
    title: "`interrupt: backup`, forgotten in the file",
    settings: { interrupt: "backup" },
    by: "preview",
    operations: {},
    stops: [],
    note: "Warns at every run.",
  },
  {
    title: "`primary.instanceType: t3.medium` with `interrupt: primary`",
    settings: { "primary.instanceType": "t3.medium", interrupt: "primary" },
    by: "up",
    operations: { ...standing, "Instance primary-instance": "update" },
    stops: ["primary"],
  },
  {
    title: "`backup.instanceType: t4g.small` (another architecture) with `interrupt: backup`",
    settings: { "backup.instanceType": "t4g.small", interrupt: "backup" },
    by: "up",
    operations: { ...standing, ...newInstance("backup"), ...newTopology },
    stops: ["backup"],
  },
  {
    title: "`backup.generation: 2` with `interrupt: backup`",
    settings: { "backup.generation": 2, interrupt: "backup" },
    by: "up",
    operations: { ...standing, ...newInstance("backup"), ...newTopology },
    stops: ["backup"],
  },
  {
    title: "`primary.generation: 2` with `interrupt: primary`",
    settings: { "primary.generation": 2, interrupt: "primary" },
    by: "preview",
    operations: { ...standing, ...newInstance("primary"), ...newTopology, ...rightsToPrimary },
    stops: ["primary"],
    note: `${operatorsByHand} Not while a drill is in progress.`,
  },
  {
    title: "`backup.cidr: 10.21.0.0/16` with `interrupt: backup` and `protect: false`",
    settings: { "backup.cidr": "10.21.0.0/16", interrupt: "backup", protect: false },
    by: "up",
    operations: {
      ...standing,
      ...backupMoves,
      ...network("backup", "us-west-1a-10-21-0-0-16", "create"),
      ...newTopology,
      ...unprotected,
    },
    stops: ["backup"],
    note: besideTheOld,
  },
  {
    title: "`backup.availabilityZone: us-west-1c` with `interrupt: backup` and `protect: false`",
    settings: { "backup.availabilityZone": "us-west-1c", interrupt: "backup", protect: false },
    by: "up",
    operations: {
      ...zones,
      ...backupMoves,
      ...network("backup", "us-west-1c-10-20-0-0-16", "create"),
      ...newTopology,
      ...unprotected,
    },
    stops: ["backup"],
    note: besideTheOld,
  },
];

/** The parts of a network that carry tags. */
function tagged(operations: Record<string, Operation>): Record<string, Operation> {
  const untagged = /^(awsx\.Vpc|Route|RouteTableAssociation) /;
  return Object.fromEntries(Object.entries(operations).filter(([title]) => !untagged.test(title)));
}
