import type { Clock } from "../../../rehearsal/clock";
import type { HealthCheckConfig } from "../../../route53/types";
import type { WatcherPorts } from "../../../site-watcher/ports";
import type { SwitchObjects } from "../switchObjects";

/** The shop's surroundings as they can be looked at. Each call rejects when it fails, and when its signal aborts. */
export interface SightWorld extends Pick<WatcherPorts, "nowMs" | "fetchPage" | "askNameServer"> {
  readonly clock: Clock;
  readonly reach: Reach;
  /** The IPv4 addresses that a resolver gives for a name: `address[:port]`, or null for this machine's own. */
  readonly askResolver: (
    resolver: string | null,
    name: string,
    signal: AbortSignal,
  ) => Promise<readonly string[]>;
  readonly healthChecks: HealthCheckReports;
  readonly alarmStates: (
    region: string,
    names: readonly string[],
    signal: AbortSignal,
  ) => Promise<readonly AlarmState[]>;
  /** Endpoints of a topic's subscriptions that nobody has confirmed. */
  readonly unconfirmedEndpoints: (
    region: string,
    topicArn: string,
    signal: AbortSignal,
  ) => Promise<readonly string[]>;
  /** The bucket of the stack's switch; null in a stack without one. */
  readonly objects: SwitchObjects | null;
}

/** By which ways the shop is looked at. */
export interface Reach {
  /** What stands in, on this machine, for a public address or a name and port; null where nothing does. */
  readonly standIn: (
    target: string,
    port: number,
  ) => { readonly address: string; readonly port: number } | null;
  /** In place of the zone's own name servers; null: those. */
  readonly nameServers: readonly string[] | null;
  /** Resolvers, as `askResolver` takes them. */
  readonly resolvers: readonly (string | null)[];
}

/** Route 53's view of health checks. */
export interface HealthCheckReports {
  readonly config: (healthCheckId: string, signal: AbortSignal) => Promise<HealthCheckConfig>;
  /** What each checker has seen last; Route 53 refuses it for a CALCULATED check. */
  readonly statuses: (healthCheckId: string, signal: AbortSignal) => Promise<readonly CheckerReport[]>;
  /** What each checker last failed with, however long ago. */
  readonly lastFailures: (healthCheckId: string, signal: AbortSignal) => Promise<readonly CheckerReport[]>;
}

/** What one checker reports: `Success: HTTP Status Code 200, OK`, `Failure: Connection timed out. …`. */
export interface CheckerReport {
  readonly region: string;
  readonly status: string;
  /** Null when Route 53 does not say. */
  readonly checkedAt: Date | null;
}

/** An alarm as CloudWatch has it. */
export interface AlarmState {
  readonly name: string;
  /** `OK`, `ALARM` or `INSUFFICIENT_DATA`. */
  readonly state: string;
}
