import type { FailoverBudget } from "../route53/timing";
import type { HealthCheck, RecordType, Zone } from "../route53/types";

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

/** A recorded stack: the zone with its checks, the sites, the name that fails over and the promised budget. */
export interface StackTopology extends Topology {
  readonly stack: string;
  readonly sites: readonly TopologySite[];
  readonly record: { readonly name: string; readonly type: RecordType };
  readonly budget: FailoverBudget;
  /** Null for a stack without one. */
  readonly operatorSwitch: TopologySwitch | null;
}
