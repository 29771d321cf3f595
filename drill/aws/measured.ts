import type { StackTopology, SiteRole } from "../../recording/topology";
import type { AnswerEvent, DirectEvent, PageEvent, RehearsalEvent } from "../../rehearsal/events";
import { recordCheckId } from "../../rehearsal/siteCheck";
import { primaryCheckId, siteAddress } from "../wiring";

/** One way of a drill, in scenario seconds after the fault or after the restore; null for what nobody saw. */
export interface DrillLeg {
  /** The first checker of the primary that reports the new state. */
  readonly firstCheckerSeconds: number | null;
  /** The check of the PRIMARY record set: its own or the calculated one. */
  readonly checkSeconds: number | null;
  readonly firstNameServerSeconds: number | null;
  /** Null too while one of them has not followed. */
  readonly lastNameServerSeconds: number | null;
  readonly resolverSeconds: Readonly<Record<string, number | null>>;
  /** The first page from the other site for a new shopper. */
  readonly shopperSeconds: number | null;
  /** The first alarm that went off; on the way home, the last of those that is over. */
  readonly alarmSeconds: number | null;
}

/** What was measured in a drill. Unknown is null. */
export interface DrillMeasured {
  /** Since the start: the first failed direct probe of the primary, or the call where no probe can fail. */
  readonly faultSeconds: number | null;
  /** Since the start: the first direct probe that passed again, or the call. */
  readonly restoreSeconds: number | null;
  readonly failover: DrillLeg;
  readonly failback: DrillLeg;
  /** How the primary failed and from when, in scenario seconds after the fault: a shutdown refuses before it hangs. */
  readonly phases: readonly { readonly reason: string; readonly fromSeconds: number }[];
}

/** Whose answers must follow. */
export interface Watched {
  readonly stack: StackTopology;
  readonly nameServers: readonly string[];
  readonly resolvers: readonly string[];
}

/** Reads the instants of a drill out of its events, which come in any order. */
export function measureDrill(unsorted: readonly RehearsalEvent[], watched: Watched): DrillMeasured {
  const events = unsorted.toSorted((a, b) => a.atSeconds - b.atSeconds);
  const fault = events.find(({ event }) => event === "fault")?.atSeconds ?? null;
  const restore = events.find(({ event }) => event === "restore")?.atSeconds ?? null;
  return {
    faultSeconds: rounded(fault),
    restoreSeconds: rounded(restore),
    failover: legOf({ events, watched, role: "backup", from: fault, to: restore ?? Infinity }),
    failback: legOf({ events, watched, role: "primary", from: restore, to: Infinity }),
    phases: phasesOf(events, fault, restore),
  };
}

interface LegOptions {
  readonly events: readonly RehearsalEvent[];
  readonly watched: Watched;
  /** Where everyone goes. */
  readonly role: SiteRole;
  readonly from: number | null;
  readonly to: number;
}

function legOf({ events, watched, role, from, to }: LegOptions): DrillLeg {
  const { stack, nameServers, resolvers } = watched;
  const start = from ?? Infinity;
  const within = events.filter(({ atSeconds }) => atSeconds >= start && atSeconds < to);
  const since = (event: RehearsalEvent | undefined) => rounded(event ? event.atSeconds - start : null);
  const isHome = role === "primary";
  const address = siteAddress(stack, role);
  const flip = (observer: AnswerEvent["observer"], server: string) =>
    since(within.find((event) => isAnswer(event, observer, server) && event.addresses.join() === address));
  const flips = nameServers.map((server) => flip("authoritative", server));
  const known = flips.filter((seconds) => seconds !== null);
  const isTurn = (kind: "checker" | "check", checkId: string | null) => (event: RehearsalEvent) =>
    event.event === kind && event.checkId === checkId && event.healthy === isHome;
  const page = within.find((event): event is PageEvent => isPage(event) && event.site === role);
  return {
    firstCheckerSeconds: since(within.find(isTurn("checker", primaryCheckId(stack)))),
    checkSeconds: since(within.find(isTurn("check", recordCheckId(stack, "primary")))),
    firstNameServerSeconds: known.length > 0 ? Math.min(...known) : null,
    lastNameServerSeconds: known.length > 0 && known.length === flips.length ? Math.max(...known) : null,
    resolverSeconds: Object.fromEntries(resolvers.map((server) => [server, flip("resolver", server)])),
    shopperSeconds: since(page),
    alarmSeconds: isHome ? since(lastAlarmOver(events, start)) : since(within.find(isRaised)),
  };
}

function isAnswer(
  event: RehearsalEvent,
  observer: AnswerEvent["observer"],
  server: string,
): event is AnswerEvent {
  return event.event === "answer" && event.observer === observer && event.server === server;
}

function isPage(event: RehearsalEvent): event is PageEvent {
  return event.event === "page" && event.isServed;
}

function isRaised(event: RehearsalEvent): boolean {
  return event.event === "alarm" && event.state === "ALARM";
}

/** Undefined while one of those that went off in the drill still is. */
function lastAlarmOver(events: readonly RehearsalEvent[], restore: number): RehearsalEvent | undefined {
  if (alarmsOn(events).length > 0) return undefined;
  return events.findLast(
    (event) => event.event === "alarm" && event.state === "OK" && event.atSeconds >= restore,
  );
}

/** The alarms that have gone off since the fault and are not over. */
export function alarmsOn(events: readonly RehearsalEvent[]): string[] {
  const fault = events.find(({ event }) => event === "fault")?.atSeconds ?? Infinity;
  const on = new Set<string>();
  for (const event of events) {
    if (event.event !== "alarm") continue;
    const key = `${event.alarm} in ${event.region}`;
    if (event.state === "OK") on.delete(key);
    else if (event.atSeconds >= fault) on.add(key);
  }
  return [...on];
}

function phasesOf(
  events: readonly RehearsalEvent[],
  fault: number | null,
  restore: number | null,
): DrillMeasured["phases"] {
  const start = fault ?? Infinity;
  const failed = events
    .filter((event): event is DirectEvent => event.event === "direct" && event.site === "primary")
    .filter(({ passed, startedAtSeconds: at }) => !passed && at >= start && at < (restore ?? Infinity))
    .toSorted((a, b) => a.startedAtSeconds - b.startedAtSeconds);
  return failed
    .filter(({ reason }, index) => failed[index - 1]?.reason !== reason)
    .map(({ reason, startedAtSeconds }) => ({ reason, fromSeconds: rounded(startedAtSeconds - start) }));
}

function rounded<T extends number | null>(seconds: T): T {
  return (seconds === null ? null : Math.round(seconds * 1000) / 1000) as T;
}
