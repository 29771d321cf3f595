import type {
  AnswerEvent,
  CheckEvent,
  FaultEvent,
  PageEvent,
  ProbeEvent,
  RehearsalEvent,
} from "../rehearsal/events";
import type { SiteRole, StackTopology } from "../recording/topology";
import { shopperKinds, type ShopperKind } from "../rehearsal/shoppers/shopper";
import type { MilestoneName } from "./milestones";
import { primaryCheckId, siteAddress, turningCheckId } from "./wiring";

/** The instants of one way, in scenario seconds after the fault or after the restore; null where nobody saw it. */
export type Milestones = Readonly<Record<MilestoneName, number | null>>;

/** How the checkers of the primary's check stood when the check changed. */
export interface Vote {
  readonly healthyCheckers: number;
  readonly checkers: number;
}

/** What one kind of shopper went through from the fault to the end; null where it cannot be told. */
export interface ShopperExperience {
  /** The longest time between two pages, or from the last page to the end. */
  readonly longestGapSeconds: number | null;
  readonly failedRequests: number | null;
  /** Until the first page from the backup after the fault; null also for one who never got there. */
  readonly toBackupSeconds: number | null;
  /** Until the first page from the primary after the restore; null also for one who has not come home. */
  readonly homeSeconds: number | null;
}

/** What was measured, rounded to a thousandth of a scenario second. Unknown is null. */
export interface Timeline {
  /** Since the start, as `atSeconds` of the events. */
  readonly faultSeconds: number | null;
  readonly failover: Milestones;
  readonly failoverVote: Vote | null;
  /** Likewise: when the restore was reported, or when the first probe passed again if that was earlier. */
  readonly restoreSeconds: number | null;
  readonly failback: Milestones;
  readonly failbackVote: Vote | null;
  /** Since the start: the last event. */
  readonly endSeconds: number;
  readonly shoppers: Readonly<Record<ShopperKind, ShopperExperience>>;
}

/** Reads the measured instants of a scenario out of its events. */
export function measure(events: readonly RehearsalEvent[], topology: StackTopology): Timeline {
  const fault = events.find(({ event }) => event === "fault")?.atSeconds ?? null;
  const restore = restoredAt(events, primaryCheckId(topology), fault);
  const failover = leg({ events, topology, role: "backup", from: fault, to: restore ?? Infinity });
  const failback = leg({ events, topology, role: "primary", from: restore, to: Infinity });
  return {
    faultSeconds: toThousandths(fault),
    failover: failover.milestones,
    failoverVote: failover.vote,
    restoreSeconds: toThousandths(restore),
    failback: failback.milestones,
    failbackVote: failback.vote,
    endSeconds: toThousandths(events.at(-1)?.atSeconds ?? 0),
    shoppers: Object.fromEntries(
      shopperKinds.map((kind) => [kind, experience(events, kind, fault, restore)]),
    ) as Timeline["shoppers"],
  };
}

/** A site answers a moment before it is seen to: a probe may be quicker than whoever reports the restore. */
function restoredAt(
  events: readonly RehearsalEvent[],
  checkId: string | null,
  fault: number | null,
): number | null {
  const report = events.find(({ event }) => event === "restore");
  if (report === undefined || fault === null) return null;
  // A primary that was mended before is not what the restore has undone.
  if (events.some(({ event }) => event === "heal")) return report.atSeconds;
  const passed = events.find((event, at) => isProbe(event, checkId, true) && hasRecovered(events, at, fault));
  return Math.min(report.atSeconds, passed?.atSeconds ?? Infinity);
}

/** Whether the passing probe at that place ends an outage: its check is unhealthy, and its checker's last probe failed. */
function hasRecovered(events: readonly RehearsalEvent[], at: number, fault: number): boolean {
  const probe = events[at];
  if (probe?.event !== "probe" || probe.startedAtSeconds < fault) return false;
  const { checkId, checker } = probe;
  const before = events.slice(0, at);
  const check = before.findLast((event) => event.event === "check" && event.checkId === checkId);
  const last = before.findLast(
    (event) => event.event === "probe" && event.checkId === checkId && event.checker === checker,
  );
  return check?.event === "check" && !check.healthy && last?.event === "probe" && !last.passed;
}

interface LegOptions {
  readonly events: readonly RehearsalEvent[];
  readonly topology: StackTopology;
  /** The site that everyone moves to. */
  readonly role: SiteRole;
  /** When the fault or the restore was. */
  readonly from: number | null;
  readonly to: number;
}

function leg(options: LegOptions): { readonly milestones: Milestones; readonly vote: Vote | null } {
  const { events, topology, role, from, to } = options;
  const start = from ?? Infinity;
  const within = events.filter(({ atSeconds }) => atSeconds >= start && atSeconds < to);
  const fault = events.find((event): event is FaultEvent => event.event === "fault");
  const isComingHome = role === "primary";
  const checkId = turningCheckId(topology, fault?.fault, isComingHome ? "failback" : "failover");
  const address = siteAddress(topology, role);
  const movedTo = (observer: AnswerEvent["observer"]) => (event: RehearsalEvent) =>
    event.event === "answer" && event.observer === observer && event.addresses.join() === address;

  const since = (event: RehearsalEvent | undefined) => toThousandths(event ? event.atSeconds - start : null);
  const turn = checkTurn(events, within, checkId, isComingHome);
  return {
    milestones: {
      firstProbeSeconds: since(within.find((event) => isProbe(event, checkId, isComingHome))),
      checkSeconds: since(turn),
      authoritativeSeconds: since(within.find(movedTo("authoritative"))),
      resolverSeconds: since(within.find(movedTo("resolver"))),
      shopperSeconds: since(pagesOf(within, "fresh").find((page) => page.isServed && page.site === role)),
    },
    vote: turn ? { healthyCheckers: turn.healthyCheckers, checkers: turn.checkers } : null,
  };
}

function isProbe(event: RehearsalEvent, checkId: string | null, passed: boolean): event is ProbeEvent {
  return event.event === "probe" && event.checkId === checkId && event.passed === passed;
}

/** The first event of the check in its new state; a check that already was in that state has not turned. */
function checkTurn(
  events: readonly RehearsalEvent[],
  within: readonly RehearsalEvent[],
  checkId: string | null,
  healthy: boolean,
): CheckEvent | undefined {
  const isOfCheck = (event: RehearsalEvent): event is CheckEvent =>
    event.event === "check" && event.checkId === checkId;
  const turn = within.filter(isOfCheck).find((event) => event.healthy === healthy);
  if (turn === undefined) return undefined;
  const before = events.slice(0, events.indexOf(turn)).findLast(isOfCheck);
  return before !== undefined && before.healthy !== healthy ? turn : undefined;
}

function experience(
  events: readonly RehearsalEvent[],
  shopper: ShopperKind,
  fault: number | null,
  restore: number | null,
): ShopperExperience {
  const pages = pagesOf(events, shopper);
  if (fault === null || pages.length === 0) return unknownExperience;
  const firstFrom = (site: SiteRole, from: number | null, to: number): number | null => {
    const start = from ?? Infinity;
    const page = pages.find(
      (each) => each.isServed && each.site === site && each.atSeconds >= start && each.atSeconds < to,
    );
    return toThousandths(page ? page.atSeconds - start : null);
  };
  return {
    longestGapSeconds: longestGap(pages, fault, events.at(-1)?.atSeconds ?? fault),
    failedRequests: pages.filter((page) => !page.isServed && page.atSeconds >= fault).length,
    toBackupSeconds: firstFrom("backup", fault, restore ?? Infinity),
    homeSeconds: firstFrom("primary", restore, Infinity),
  };
}

const unknownExperience: ShopperExperience = {
  longestGapSeconds: null,
  failedRequests: null,
  toBackupSeconds: null,
  homeSeconds: null,
};

function longestGap(pages: readonly PageEvent[], fault: number, end: number): number | null {
  const served = pages.filter((page) => page.isServed).map((page) => page.atSeconds);
  const lastBefore = served.findLast((atSeconds) => atSeconds <= fault);
  if (lastBefore === undefined) return null;
  const instants = [...served.filter((atSeconds) => atSeconds >= lastBefore), end];
  const gaps = instants.map((atSeconds, index) => atSeconds - (instants[index - 1] ?? atSeconds));
  return toThousandths(Math.max(...gaps));
}

function pagesOf(events: readonly RehearsalEvent[], shopper: ShopperKind): PageEvent[] {
  return events.filter((event): event is PageEvent => event.event === "page" && event.shopper === shopper);
}

function toThousandths<T extends number | null>(seconds: T): T {
  return (seconds === null ? null : Math.round(seconds * 1000) / 1000) as T;
}
