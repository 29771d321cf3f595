import type { FailoverBudget } from "../route53/timing";
import type { HealthCheck, RecordType, Zone } from "../route53/types";
import type { WatcherPlan } from "../site-watcher/plan";

/** Which of the two sites. */
export type SiteRole = "primary" | "backup";

/** What Route 53 alone knows: a zone, its record sets and the health checks. */
export interface Topology {
  readonly zone: Zone;
  readonly healthChecks: readonly HealthCheck[];
}

/** A site as the program declares it. */
export interface TopologySite {
  readonly role: SiteRole;
  /** AWS region of the provider that made the instance. */
  readonly region: string;
  /** The Elastic IP that is attached to the instance's own interface. */
  readonly publicIp: string;
  /** TCP ports that the security group opens to the whole of IPv4. */
  readonly openPorts: readonly number[];
  /** What answers there: our shop, or a site that the stack brings along, known only by its health page. */
  readonly serves:
    | { readonly kind: "shop" }
    | { readonly kind: "own"; readonly path: string; readonly searchString: string };
}

/** The operator's switch as the program declares it. */
export interface TopologySwitch {
  /** The check of the object that turns it on; inverted. */
  readonly healthCheckId: string;
  /** The check of the PRIMARY record set, which that check and the site's own are children of. */
  readonly calculatedHealthCheckId: string;
  /** Whether the program lets nothing rely on a new check of the switch before its checkers have seen the switch off. */
  readonly isAwaited: boolean;
}

/** The site watcher as the program declares it. */
export interface TopologyWatcher {
  /** What its function is told to look at. */
  readonly plan: WatcherPlan;
  /** The alarms on what it publishes, in whatever region. */
  readonly alarms: readonly TopologyAlarm[];
}

/** A CloudWatch alarm on one metric that has at most one value a minute, so that its statistic does not matter. */
export interface TopologyAlarm {
  /** As AWS knows it. */
  readonly name: string;
  readonly region: string;
  readonly metricName: string;
  /** Value of the dimension `Site`; null for a metric without it. */
  readonly site: string | null;
  readonly comparisonOperator: "LessThanThreshold" | "GreaterThanThreshold";
  readonly threshold: number;
  /** Minutes that are judged. */
  readonly evaluationPeriods: number;
  /** How many of those must breach the threshold. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: "breaching" | "notBreaching";
}

/** A recorded stack: the zone with its checks, the sites, the name that fails over and the promised budget. */
export interface StackTopology extends Topology {
  readonly stack: string;
  readonly sites: readonly TopologySite[];
  readonly record: { readonly name: string; readonly type: RecordType };
  readonly budget: FailoverBudget;
  /** Null for a stack without one. */
  readonly operatorSwitch: TopologySwitch | null;
  /** Null for a stack without one. */
  readonly siteWatcher: TopologyWatcher | null;
}
