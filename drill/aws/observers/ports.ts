import type { Clock } from "../../../rehearsal/clock";
import type { Resolution } from "../../../rehearsal/dns/resolver";
import type { RehearsalEvent } from "../../../rehearsal/events";
import type { Routes } from "../../../rehearsal/loopback";
import type { HealthCheck } from "../../../route53/types";
import type { Page, PageRequest } from "../../../site-watcher/ports";
import type { AwsTopology } from "../topology";

/** What every observer of a deployed stack works with. */
export interface ObserverOptions {
  readonly topology: AwsTopology;
  /** Where public addresses lead: to themselves, or in an offline run to what stands in for them. */
  readonly routes: Routes;
  readonly clock: Clock;
  /** Ends the observer. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: RehearsalEvent) => void;
  readonly sights: ObserverSights;
}

/** The world as observers see it. Each call rejects when it fails, and `ask` never does. */
export interface ObserverSights {
  readonly fetchPage: (request: PageRequest, signal: AbortSignal) => Promise<Page>;
  /** Asks one server for the addresses of a name, without a cache of our own. */
  readonly ask: (server: DnsServer, name: string) => Promise<Resolution>;
  /** The checks as they are configured now and what their checkers say, in the order of the ids. */
  readonly readChecks: (healthCheckIds: readonly string[]) => Promise<readonly CheckSight[]>;
  /** The names of those alarms of a region that are in ALARM. */
  readonly alarmsIn: (region: string, names: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** A name server or a resolver. */
export interface DnsServer {
  /** As people know it. */
  readonly label: string;
  /** `address` or `address:port`, in the way of node:dns; none are the machine's own resolvers. */
  readonly addresses: readonly string[];
}

/** A health check, and the newest report of each of its checkers: none of a CALCULATED one. */
export interface CheckSight {
  readonly check: HealthCheck;
  readonly reports: readonly CheckerReport[];
}

/** `HealthCheckObservation` of the Route 53 API. */
export interface CheckerReport {
  readonly region: string;
  readonly ipAddress: string;
  /** Such as `Success: HTTP Status Code 200, OK`. */
  readonly status: string;
}
