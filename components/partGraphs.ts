import { metricNames } from "../site-watcher/plan";
import { replicationRuleId } from "./contentReplication";
import type { SiteRole } from "./endpoint";
import { graph } from "./graph";
import { metricNamespace, physicalName } from "./physicalName";

/** The stack's other parts, as far as their metrics have names of their own. */
export interface PartsOnDashboard {
  /** Whether there is a SiteWatcher. */
  readonly isWatched: boolean;
  /** Names of the buckets that are replicated both ways; null where none are. */
  readonly contentBuckets: Readonly<Record<SiteRole, string>> | null;
  /** Names of the tables, as the settings have them. */
  readonly tables: readonly string[];
}

type Regions = Readonly<Record<SiteRole, string>>;
type Graph = ReturnType<typeof graph>;

/** What the watcher sees, and how late content and tables are: each metric from the region that has it. */
export function partGraphs(
  [primary, backup]: readonly [{ readonly region: string }, { readonly region: string }],
  { isWatched, contentBuckets, tables }: PartsOnDashboard,
): Graph[] {
  const regions = { primary: primary.region, backup: backup.region };
  return [
    ...(isWatched ? watcherGraphs(regions.backup) : []),
    ...(contentBuckets ? [contentGraph(contentBuckets, regions, isWatched)] : []),
    ...(tables.length > 0 ? [tablesGraph(tables, regions)] : []),
  ];
}

function watcherGraphs(region: string): Graph[] {
  const seen = (metricName: string, label: string) => [metricNamespace(), metricName, { label, region }];
  const site = (role: SiteRole) => [
    ...[metricNamespace(), metricNames.siteHealthy, "Site", role],
    { label: role, region },
  ];
  return [
    graph("The watcher: 1 is a healthy site", "Minimum", [site("primary"), site("backup")], {
      yAxis: { left: { min: 0, max: 1 } },
    }),
    graph(
      "The watcher: who answers, and the switch",
      "Maximum",
      [
        seen(metricNames.answeringSite, "answers: 1 the primary, 2 the backup"),
        seen(metricNames.switchReadable, "switch: 1 can be read"),
        seen(metricNames.switchForced, "switch: 1 is on"),
      ],
      { yAxis: { left: { min: 0, max: 2 } } },
    ),
  ];
}

/** S3 publishes lateness in the destination's region (S3 User Guide, "Using S3 Replication metrics"). */
function contentGraph(
  buckets: Readonly<Record<SiteRole, string>>,
  regions: Regions,
  isWatched: boolean,
): Graph {
  const latency = (from: SiteRole, to: SiteRole) => [
    ...["AWS/S3", "ReplicationLatency", "SourceBucket", buckets[from], "DestinationBucket", buckets[to]],
    ...["RuleId", replicationRuleId, { label: `content to the ${to}`, region: regions[to] }],
  ];
  const heartbeat = [
    ...[metricNamespace(), metricNames.replicationLagSeconds],
    { label: "the watcher's heartbeat to the backup", region: regions.backup },
  ];
  return graph("Replication of content: seconds late", "Maximum", [
    latency("primary", "backup"),
    latency("backup", "primary"),
    ...(isWatched ? [heartbeat] : []),
  ]);
}

/** DynamoDB publishes lateness in the region that was written to. */
function tablesGraph(tables: readonly string[], regions: Regions): Graph {
  const latency = (table: string, from: SiteRole, to: SiteRole) => [
    ...["AWS/DynamoDB", "ReplicationLatency", "TableName", physicalName(table)],
    ...["ReceivingRegion", regions[to], { label: `${table} to the ${to}`, region: regions[from] }],
  ];
  return graph(
    "Replication of tables: milliseconds late",
    "Average",
    tables.flatMap((table) => [latency(table, "primary", "backup"), latency(table, "backup", "primary")]),
  );
}
