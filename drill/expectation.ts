import type { SiteRole, StackTopology } from "../recording/topology";
import type { RehearsalEvent } from "../rehearsal/events";
import type { Fault } from "../rehearsal/faults/fault";
import { siteCheckId } from "../rehearsal/siteCheck";
import { latestAnswer } from "./latest";
import { siteAddress } from "./wiring";

/** What Route 53's rules say must happen while a fault lasts. */
export interface Expectation {
  /** Where the answers lead once the fault has been noticed, if it is. */
  readonly answers: SiteRole;
  /** The sites whose checks turn unhealthy. No other check does. */
  readonly unhealthySites: readonly SiteRole[];
  /** Whether probes fail, though too seldom to turn a check. */
  readonly failsTooFewProbes: boolean;
  /** How many of their pages new shoppers get while the answers lead to the primary. */
  readonly primaryPages: Fault["pages"];
}

/** What a fault says of itself, and the expectation follows from. */
export type FaultFacts = Pick<Fault, "targets" | "failureKind" | "failingProbes" | "pages">;

/**
 * What must happen: the PRIMARY answers while its check is healthy, the SECONDARY while only that one is; with neither
 * healthy, the PRIMARY again. A switch that is on makes the PRIMARY's check unhealthy, and no site's own.
 * Source: developer guide, "How Amazon Route 53 chooses records when health checking is configured".
 */
export function expectationOf({ targets, failureKind, failingProbes, pages }: FaultFacts): Expectation {
  const isSwitched = failureKind === "switched";
  const turnsChecks = failureKind === "inverted" || (failingProbes === "enough" && !isSwitched);
  const unhealthySites = turnsChecks ? targets : [];
  const isPrimaryAlone = unhealthySites.includes("primary") && !unhealthySites.includes("backup");
  return {
    answers: isPrimaryAlone || (isSwitched && failingProbes === "enough") ? "backup" : "primary",
    unhealthySites,
    failsTooFewProbes: failingProbes === "tooFew",
    primaryPages: targets.includes("primary") ? pages : "all",
  };
}

/** Where the answers went, and which sites' checks were unhealthy. */
export type Course = Pick<Expectation, "answers" | "unhealthySites">;

/** Where the answers led when the fault ended, and which checks it had turned: to be put beside the expectation. */
export function seenCourse(events: readonly RehearsalEvent[], topology: StackTopology): Course {
  const from = events.find(({ event }) => event === "fault")?.atSeconds ?? Infinity;
  const to = events.find(({ event }) => event === "restore")?.atSeconds ?? Infinity;
  const during = events.filter(({ atSeconds }) => atSeconds >= from && atSeconds < to);
  const latest = latestAnswer(
    events.filter(({ atSeconds }) => atSeconds < to),
    "authoritative",
  );
  const isUnhealthy = (role: SiteRole) =>
    during.some(
      (event) => event.event === "check" && event.checkId === siteCheckId(topology, role) && !event.healthy,
    );
  return {
    answers: latest?.addresses.join() === siteAddress(topology, "backup") ? "backup" : "primary",
    unhealthySites: (["primary", "backup"] as const).filter(isUnhealthy),
  };
}

/** A course in a few words. */
export function courseInWords({ answers, unhealthySites }: Course): string {
  if (answers === "backup") return "moves to the backup";
  if (unhealthySites.length === 2) return "PRIMARY, nothing is healthy";
  return unhealthySites.includes("primary") ? "PRIMARY, though unhealthy" : "stays at the primary";
}
