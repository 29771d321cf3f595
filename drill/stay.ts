import type { AnswerEvent, CheckEvent, PageEvent, ProbeEvent, RehearsalEvent } from "../rehearsal/events";
import { siteCheckId } from "../rehearsal/siteCheck";
import type { StackTopology } from "../recording/topology";
import type { Expectation } from "./expectation";
import { findingOf, type Finding } from "./finding";
import type { Prediction } from "./prediction";
import { toleranceSeconds } from "./tolerance";
import { checkLabel, hostName, probedChecks, siteAddress } from "./wiring";

/** A fault under which nobody may move. */
export interface Stay {
  readonly events: readonly RehearsalEvent[];
  readonly topology: StackTopology;
  readonly expectation: Expectation;
  readonly predicted: Prediction;
}

/**
 * What breaks the rules when the answers must stay with the primary: an answer that does not, a fault that lasted less
 * than a move could have taken, a check that turned and should not have or the other way round, and shoppers who were
 * served otherwise than the fault allows.
 */
export function stayFindings(stay: Stay): Finding[] {
  const faultSeconds = stay.events.find(({ event }) => event === "fault")?.atSeconds ?? Infinity;
  const restoreSeconds = stay.events.find(({ event }) => event === "restore")?.atSeconds ?? Infinity;
  const during = { ...stay, faultSeconds, restoreSeconds };
  return [
    ...holdFindings(during),
    ...findingOf("answers", straySentences(during)),
    ...probedChecks(stay.topology).flatMap(({ Id }) => checkFindings(during, Id)),
    ...tooFewFindings(during),
    ...findingOf("pages", pageSentences(during)),
  ];
}

interface Fault extends Stay {
  readonly faultSeconds: number;
  readonly restoreSeconds: number;
}

/** Nobody can be said to have stayed before a move, the shopper's included, would have been over at worst. */
function holdFindings({ predicted, faultSeconds, restoreSeconds }: Fault): Finding[] {
  const limitSeconds = predicted.failover.shopperSeconds.worstSeconds;
  const heldSeconds = restoreSeconds - faultSeconds;
  if (heldSeconds >= limitSeconds) return [];
  const message = `The fault lasted ${heldSeconds.toFixed(1)} s; only after ${limitSeconds.toFixed(1)} s is it clear that nobody moves.`;
  return [{ rule: "hold", message }];
}

function straySentences(fault: Fault): string[] {
  const { events, topology } = fault;
  const primary = siteAddress(topology, "primary");
  return (["authoritative", "resolver"] as const).flatMap((observer) => {
    const { fromSeconds, toSeconds } = settledTime(fault, observer);
    const given = events.filter(
      (event): event is AnswerEvent => event.event === "answer" && event.observer === observer,
    );
    const isStray = ({ addresses }: AnswerEvent) => addresses.join() !== primary;
    const atStart = given.filter(({ atSeconds }) => atSeconds <= fromSeconds).slice(-1);
    const within = given.filter(({ atSeconds }) => atSeconds > fromSeconds && atSeconds < toSeconds);
    const strays = [...new Set([...atStart, ...within, ...given.slice(-1)])].filter(isStray);
    return strays.map(({ addresses, rcode, atSeconds }) => {
      const what = addresses.join(", ") || rcode;
      const who = observer === "authoritative" ? "authoritative server" : "resolver";
      return `The ${who} answered ${what} for ${hostName(topology)}, at ${atSeconds.toFixed(1)} s.`;
    });
  });
}

/**
 * From when to when every answer must be the primary's: from the fault on, unless both checks turn. They do not turn in
 * the same moment, neither way, and whichever is healthy alone answers meanwhile; so then only from the second turn to
 * the first return, and what the answers lag behind.
 */
function settledTime(
  fault: Fault,
  observer: "authoritative" | "resolver",
): { fromSeconds: number; toSeconds: number } {
  const { topology, expectation, predicted, faultSeconds, restoreSeconds } = fault;
  if (expectation.unhealthySites.length < 2) return { fromSeconds: faultSeconds, toSeconds: Infinity };
  const checkIds = expectation.unhealthySites.map((role) => siteCheckId(topology, role));
  const turn = (checkId: string | null, healthy: boolean, from: number) =>
    fault.events.find(
      (event) =>
        event.event === "check" &&
        event.checkId === checkId &&
        event.healthy === healthy &&
        event.atSeconds >= from,
    )?.atSeconds ?? Infinity;
  const { authoritativeSeconds, resolverSeconds } = predicted.failover;
  const cachedSeconds =
    observer === "resolver" ? resolverSeconds.worstSeconds - authoritativeSeconds.worstSeconds : 0;
  const lagSeconds =
    topology.budget.aggregationSeconds + cachedSeconds + toleranceSeconds(`${observer}Seconds`);
  return {
    fromSeconds: Math.max(...checkIds.map((id) => turn(id, false, faultSeconds))) + lagSeconds,
    toSeconds: Math.min(...checkIds.map((id) => turn(id, true, restoreSeconds))),
  };
}

function checkFindings(fault: Fault, checkId: string): Finding[] {
  const { events, topology, expectation, predicted, faultSeconds, restoreSeconds } = fault;
  const label = checkLabel(topology, checkId);
  const isDue = expectation.unhealthySites.some((role) => siteCheckId(topology, role) === checkId);
  const states = events.filter(
    (event): event is CheckEvent =>
      event.event === "check" && event.checkId === checkId && event.atSeconds >= faultSeconds,
  );
  const turned = states.find(({ healthy }) => !healthy);
  if (!isDue) {
    return turned
      ? [{ rule: "check-stays", message: `By the rules ${label} stays healthy; it did not.` }]
      : [];
  }
  const tolerance = toleranceSeconds("checkSeconds");
  const returned = states.find(({ healthy, atSeconds }) => healthy && atSeconds >= restoreSeconds);
  return [
    ...turnFindings(
      label,
      "unhealthy",
      turned,
      faultSeconds,
      predicted.failover.checkSeconds.worstSeconds + tolerance,
    ),
    ...turnFindings(
      label,
      "healthy",
      returned,
      restoreSeconds,
      predicted.failback.checkSeconds.worstSeconds + tolerance,
    ),
  ];
}

function turnFindings(
  label: string,
  state: "healthy" | "unhealthy",
  turn: CheckEvent | undefined,
  fromSeconds: number,
  limitSeconds: number,
): Finding[] {
  const due = `due by ${limitSeconds.toFixed(1)} s`;
  if (!turn)
    return [
      { rule: `check-${state}-never`, message: `${label} never turned ${state}; ${due}.`, limitSeconds },
    ];
  const measuredSeconds = turn.atSeconds - fromSeconds;
  if (measuredSeconds <= limitSeconds) return [];
  const message = `${label} turned ${state} after ${measuredSeconds.toFixed(1)} s, ${due}.`;
  return [{ rule: `check-${state}-late`, message, limitSeconds, measuredSeconds }];
}

/** A fault that no probe has met proves nothing about the threshold or the share of checkers. */
function tooFewFindings({ events, topology, expectation, faultSeconds }: Fault): Finding[] {
  const checkId = siteCheckId(topology, "primary");
  const isFailure = (event: RehearsalEvent): event is ProbeEvent =>
    event.event === "probe" &&
    event.checkId === checkId &&
    !event.passed &&
    event.startedAtSeconds >= faultSeconds;
  if (!expectation.failsTooFewProbes || events.some(isFailure)) return [];
  return [{ rule: "probes", message: "No probe of the primary failed, though the fault makes some fail." }];
}

// A site answers a moment before it is seen to: what ends so shortly before the report of the restore may be either.
const restoringSeconds = 5;

/** Of the pages that were asked for and came, or failed, within the fault. */
function pageSentences({ events, expectation, faultSeconds, restoreSeconds }: Fault): string[] {
  const pages = events.filter(
    (event): event is PageEvent =>
      event.event === "page" &&
      event.shopper === "fresh" &&
      event.startedAtSeconds >= faultSeconds &&
      event.atSeconds < restoreSeconds - restoringSeconds,
  );
  const served = pages.filter(({ isServed }) => isServed);
  const strays = served
    .filter(({ site }) => site !== "primary")
    .map(({ atSeconds, site }) => {
      return `The page at ${atSeconds.toFixed(1)} s came from ${site ?? "an unnamed site"}, not from the primary.`;
    });
  const { primaryPages } = expectation;
  const share = `${served.length} of ${pages.length} pages were served during the fault`;
  const isAsExpected =
    primaryPages === "all"
      ? served.length === pages.length && served.length > 0
      : primaryPages === "none"
        ? served.length === 0
        : served.length > 0 && served.length < pages.length;
  return isAsExpected ? strays : [...strays, `${share}; by the rules it is ${primaryPages} of them.`];
}
