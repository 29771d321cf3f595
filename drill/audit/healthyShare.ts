import type { CheckEvent, RehearsalEvent } from "../../rehearsal/events";
import type { HealthCheck } from "../../route53/types";

// Developer guide, "How Amazon Route 53 determines whether a health check is healthy".
const healthyAbovePercent = 18;

/**
 * Recounts the checkers' opinions: a check must be healthy exactly while more than 18 % of the checkers with an
 * opinion call it healthy, or while they do not if it is inverted (declared so in `checks`, or updated since); must say
 * so as soon as either changes; and must report the true count. A CALCULATED check has no checkers, and its own audit.
 * A sentence for each deviation.
 */
export function auditHealthyShare(
  events: readonly RehearsalEvent[],
  checks: readonly HealthCheck[],
): string[] {
  const inverted = checks.filter(({ HealthCheckConfig: config }) => config.Inverted === true);
  const calculated = new Set(
    checks.flatMap(({ Id: id, HealthCheckConfig: { Type: type } }) => (type === "CALCULATED" ? [id] : [])),
  );
  const declaredInverted = new Set(inverted.map(({ Id: id }) => id));
  const tallies = new Map<string, Tally>();
  const tallyOf = (checkId: string): Tally => {
    const tally = tallies.get(checkId) ?? newTally(checkId, declaredInverted.has(checkId));
    tallies.set(checkId, tally);
    return tally;
  };
  const problems: string[] = [];
  for (const event of events) {
    if (event.event === "checker") {
      const tally = tallyOf(event.checkId);
      problems.push(...unreported(tally));
      tally.opinions.set(event.checker, event.healthy);
    }
    if (event.event === "update") {
      const tally = tallyOf(event.checkId);
      problems.push(...unreported(tally));
      tally.isInverted = event.inverted;
    }
    if (event.event === "check" && !calculated.has(event.checkId))
      problems.push(...compare(tallyOf(event.checkId), event));
  }
  return [...problems, ...[...tallies.values()].flatMap(unreported)];
}

/** The opinions on one check, whether it is inverted, and the state that was last reported of it. */
interface Tally {
  readonly checkId: string;
  readonly opinions: Map<string, boolean>;
  isInverted: boolean;
  reported: CheckEvent | null;
}

function newTally(checkId: string, isInverted: boolean): Tally {
  return { checkId, opinions: new Map(), isInverted, reported: null };
}

function compare(tally: Tally, event: CheckEvent): string[] {
  tally.reported = event;
  const { healthyCheckers, isHealthy } = count(tally);
  const { checkId, opinions } = tally;
  const votes = `${healthyCheckers} of ${opinions.size} checkers healthy`;
  if (event.healthyCheckers !== healthyCheckers || event.checkers !== opinions.size) {
    return [
      `${checkId} reports ${event.healthyCheckers} of ${event.checkers} checkers healthy with ${votes}.`,
    ];
  }
  return event.healthy === isHealthy ? [] : [`${checkId} is ${stateOf(event.healthy)} with ${votes}.`];
}

/** A tally whose count or state has changed since its last report. */
function unreported(tally: Tally): string[] {
  const { healthyCheckers, isHealthy } = count(tally);
  const isReported =
    tally.reported?.healthyCheckers === healthyCheckers && tally.reported.healthy === isHealthy;
  if (isReported || tally.opinions.size === 0) return [];
  const votes = `${healthyCheckers} of ${tally.opinions.size} checkers healthy`;
  return [`${tally.checkId} did not report being ${stateOf(isHealthy)} with ${votes}.`];
}

function count({ opinions, isInverted }: Tally): { healthyCheckers: number; isHealthy: boolean } {
  const healthyCheckers = [...opinions.values()].filter(Boolean).length;
  const isAbove = opinions.size === 0 || healthyCheckers * 100 > healthyAbovePercent * opinions.size;
  return { healthyCheckers, isHealthy: isAbove !== isInverted };
}

function stateOf(isHealthy: boolean): string {
  return isHealthy ? "healthy" : "unhealthy";
}
