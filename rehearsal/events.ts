import type { SiteRole } from "../recording/topology";
import type { FaultName } from "./faults/names";
import type { ShopperKind } from "./shoppers/shopper";

/**
 * What a rehearsal reports while it runs. `atSeconds` is scenario time: wall time since the start times the speed.
 * Every event is a fact that was observed on a socket or decided by Route 53's rules from such facts.
 */
export type RehearsalEvent =
  | ProbeEvent
  | CheckerEvent
  | CheckEvent
  | UpdateEvent
  | AnswerEvent
  | PageEvent
  | LookEvent
  | AlarmEvent
  | DirectEvent
  | FaultEvent;

/** One probe of one checker has ended. */
export interface ProbeEvent {
  readonly event: "probe";
  readonly atSeconds: number;
  readonly startedAtSeconds: number;
  readonly checkId: string;
  readonly region: string;
  /** The checker's name: its region and its number there, such as `us-east-1-1`. */
  readonly checker: string;
  readonly passed: boolean;
  readonly reason: string;
}

/** A checker has changed its own opinion (after failureThreshold equal probes). */
export interface CheckerEvent {
  readonly event: "checker";
  readonly atSeconds: number;
  readonly checkId: string;
  readonly region: string;
  readonly checker: string;
  readonly healthy: boolean;
  readonly reason: string;
}

/** The number of healthy checkers, or the state of the check, has changed. */
export interface CheckEvent {
  readonly event: "check";
  readonly atSeconds: number;
  readonly checkId: string;
  readonly healthy: boolean;
  readonly healthyCheckers: number;
  readonly checkers: number;
}

/** The configuration of a check has been changed, as by UpdateHealthCheck. */
export interface UpdateEvent {
  readonly event: "update";
  readonly atSeconds: number;
  readonly checkId: string;
  readonly inverted: boolean;
}

/** What an observer got for the failover name; emitted when it differs from what that observer got before. */
export interface AnswerEvent {
  readonly event: "answer";
  readonly atSeconds: number;
  /** `clamping`: a resolver that keeps every answer for `clampedTtlSeconds` at least. */
  readonly observer: "authoritative" | "resolver" | "clamping";
  /** Which of several name servers or resolvers was asked; absent where there is one of each. */
  readonly server?: string;
  readonly name: string;
  readonly type: string;
  readonly rcode: string;
  /** Record data, sorted. */
  readonly addresses: readonly string[];
  /** TTL as on the wire, in wall seconds; null when there is no answer. */
  readonly wireTtlSeconds: number | null;
}

/** A shopper has got a page, or has failed to. */
export interface PageEvent {
  readonly event: "page";
  readonly atSeconds: number;
  readonly startedAtSeconds: number;
  readonly shopper: ShopperKind;
  readonly isServed: boolean;
  /** The site that the page itself names (`X-Site`), whatever address it came from; null when there was no page. */
  readonly site: SiteRole | null;
  readonly detail: string;
}

/** The site watcher has looked; null is what it could not tell. */
export interface LookEvent {
  readonly event: "look";
  readonly atSeconds: number;
  readonly isHealthy: Readonly<Record<SiteRole, boolean>>;
  readonly answeringSite: SiteRole | null;
  /** Whether the operator's switch is on. */
  readonly isForced: boolean | null;
  readonly isContentInSync: boolean | null;
  /** Whether it has put the switch on itself, to hold traffic on the backup. */
  readonly hasHeld: boolean;
  /** The calls that failed, and why. */
  readonly failures: readonly string[];
}

/** An alarm on the watcher's metrics goes off, or is over. */
export interface AlarmEvent {
  readonly event: "alarm";
  readonly atSeconds: number;
  readonly alarm: string;
  readonly region: string;
  readonly state: "ALARM" | "OK";
}

/** A site's health page was asked for at the site's own address, by nobody's checker; only where AWS itself is drilled. */
export interface DirectEvent {
  readonly event: "direct";
  readonly atSeconds: number;
  readonly startedAtSeconds: number;
  readonly site: SiteRole;
  readonly passed: boolean;
  /** The status, or why there is none: `connection refused`, `no answer within 4 s`. */
  readonly reason: string;
}

/** A fault has taken hold; its sites are mended while something else keeps the traffic away; all of it is undone. */
export interface FaultEvent {
  readonly event: "fault" | "heal" | "restore";
  readonly atSeconds: number;
  readonly fault: FaultName;
}
