/**
 * How long Route 53 takes to notice an outage and its end, and how long clients may be sent to a dead site.
 *
 * Each checker waits `requestIntervalSeconds` from the end of one probe to the start of the next (API
 * HealthCheckConfig.RequestInterval), so a failing probe that costs time stretches the cycle. A checker's phase
 * is the time from an event to the start of its next probe; phases are independent of each other and of the event.
 */
import { fewestHealthyCheckers } from "./healthCheck";

/** How a site fails, as a probe meets it. */
export type FailureKind = "refused" | "noReply" | "blackhole" | "slowBody";

/**
 * Seconds that one failing HTTP probe takes: at once where the connection is refused or the status is wrong;
 * 2 for a status line that does not come; 4 for a connection that does not come about; 4 + 2 + 2 where each
 * step takes all of its limit and the search string still does not come.
 * Source: developer guide, "How Amazon Route 53 determines whether a health check is healthy".
 */
export const probeCostSeconds: Readonly<Record<FailureKind, number>> = {
  refused: 0,
  noReply: 2,
  blackhole: 4,
  slowBody: 8,
};

/** One kind of failure, in seconds from the outage: the check turns unhealthy; the last client is sent elsewhere. */
export interface BudgetRow {
  readonly detectionTypicalSeconds: number;
  readonly detectionWorstSeconds: number;
  readonly totalWorstSeconds: number;
}

/** The predicted outage of a failover pair, for each kind of failure; `worstSeconds` is the largest total. */
export interface FailoverBudget {
  readonly rtoSeconds: number;
  readonly ttlSeconds: number;
  readonly aggregationSeconds: number;
  readonly worstSeconds: number;
  readonly kinds: Readonly<Record<FailureKind, BudgetRow>> & { readonly shopBroken?: BudgetRow };
}

/** What a budget follows from. */
export interface BudgetSettings {
  /** 10 or 30. */
  readonly requestIntervalSeconds: number;
  /** 1 to 10. */
  readonly failureThreshold: number;
  /** Number of checkers of the check: two for each of its regions, 16 by default. */
  readonly checkers: number;
  readonly ttlSeconds: number;
  /** From the checkers' opinions to the answers: not published by AWS, so an assumption. */
  readonly aggregationSeconds: number;
  readonly rtoSeconds: number;
  /** Period of the site's own health script; with it, the budget says how long a broken shop stays in the answers. */
  readonly healthScriptPeriodSeconds?: number;
}

/** The failover budget of a pair of records, rounded to 0.1 s. */
export function failoverBudget(settings: BudgetSettings): FailoverBudget {
  const { rtoSeconds, ttlSeconds, aggregationSeconds, healthScriptPeriodSeconds } = settings;
  const kinds = {
    refused: budgetRow(settings, "refused"),
    noReply: budgetRow(settings, "noReply"),
    blackhole: budgetRow(settings, "blackhole"),
    slowBody: budgetRow(settings, "slowBody"),
    // The page answers 503 at the latest one period after the shop broke; a 503 costs a probe nothing.
    ...(healthScriptPeriodSeconds !== undefined && {
      shopBroken: budgetRow(settings, "refused", healthScriptPeriodSeconds),
    }),
  };
  const worstSeconds = Math.max(...Object.values(kinds).map((row) => row.totalWorstSeconds));
  return { rtoSeconds, ttlSeconds, aggregationSeconds, worstSeconds, kinds };
}

function budgetRow(settings: BudgetSettings, kind: FailureKind, noticedWithinSeconds = 0): BudgetRow {
  const detection = detectionBounds({ ...settings, probeCostSeconds: probeCostSeconds[kind] });
  const worstSeconds = noticedWithinSeconds + detection.worstSeconds;
  // A resolver that took the old answer at the last moment serves it for its TTL, and may round up by a second.
  const cachedSeconds = settings.aggregationSeconds + settings.ttlSeconds + 1;
  return {
    detectionTypicalSeconds: toTenths(noticedWithinSeconds / 2 + detection.typicalSeconds),
    detectionWorstSeconds: toTenths(worstSeconds),
    totalWorstSeconds: toTenths(worstSeconds + cachedSeconds),
  };
}

function toTenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

/** A check's cadence and what one failing probe costs it. */
export interface Cadence {
  readonly requestIntervalSeconds: number;
  readonly failureThreshold: number;
  readonly probeCostSeconds: number;
}

/** Seconds from an event to the check's new status: the least, the mean, and the most over all phases. */
export interface Bounds {
  readonly earliestSeconds: number;
  readonly typicalSeconds: number;
  readonly worstSeconds: number;
}

/**
 * Seconds from an outage until 18 % or fewer of the checkers call the endpoint healthy, for checkers whose phases
 * are known; NaN without any.
 */
export function detectionSeconds(check: Cadence & { readonly phasesSeconds: readonly number[] }): number {
  const { phasesSeconds } = check;
  return nthSmallest(phasesSeconds, failuresToFlip(phasesSeconds.length)) + afterFirstProbe(check);
}

/** Detection over all phases: a working endpoint's checkers have phases from 0 to one interval. */
export function detectionBounds(check: Cadence & { readonly checkers: number }): Bounds {
  const rest = afterFirstProbe(check);
  return bounds(check.requestIntervalSeconds, failuresToFlip(check.checkers), check.checkers, rest);
}

/**
 * The probability that an outage is detected within `withinSeconds`: that of all the phases, uniform over one
 * interval, enough are early enough (a binomial tail).
 */
export function detectionProbability(
  check: Cadence & { readonly checkers: number; readonly withinSeconds: number },
): number {
  const { checkers, withinSeconds, requestIntervalSeconds } = check;
  const earlyShare = Math.min(
    1,
    Math.max(0, (withinSeconds - afterFirstProbe(check)) / requestIntervalSeconds),
  );
  let probability = 0;
  for (let early = failuresToFlip(checkers); early <= checkers; early += 1) {
    probability +=
      combinations(checkers, early) * earlyShare ** early * (1 - earlyShare) ** (checkers - early);
  }
  return probability;
}

/**
 * Seconds from the end of an outage until more than 18 % of the checkers call the endpoint healthy again, for
 * checkers whose phases are known; NaN without any. A passing probe is taken to cost no time.
 */
export function recoverySeconds(check: {
  readonly phasesSeconds: readonly number[];
  readonly requestIntervalSeconds: number;
  readonly failureThreshold: number;
}): number {
  const { phasesSeconds, requestIntervalSeconds, failureThreshold } = check;
  const first = nthSmallest(phasesSeconds, fewestHealthyCheckers(phasesSeconds.length));
  return first + (failureThreshold - 1) * requestIntervalSeconds;
}

/** Recovery over all phases: while probes fail, the phases spread over interval and probe cost together. */
export function recoveryBounds(check: Cadence & { readonly checkers: number }): Bounds {
  const { requestIntervalSeconds, failureThreshold, checkers } = check;
  const rest = (failureThreshold - 1) * requestIntervalSeconds;
  const cycleSeconds = requestIntervalSeconds + check.probeCostSeconds;
  return bounds(cycleSeconds, fewestHealthyCheckers(checkers), checkers, rest);
}

/** The shortest total outage with refused connections that can turn a check unhealthy: its probes just fit in. */
export function outageThatCanFlipSeconds(requestIntervalSeconds: number, failureThreshold: number): number {
  return requestIntervalSeconds * (failureThreshold - 1);
}

/** The shortest total outage with refused connections that must turn a check unhealthy, whatever the phases. */
export function outageThatMustFlipSeconds(requestIntervalSeconds: number, failureThreshold: number): number {
  return requestIntervalSeconds * failureThreshold;
}

/** Seconds from the start of a checker's first failing probe to the end of the last that it needs. */
function afterFirstProbe({
  requestIntervalSeconds,
  failureThreshold,
  probeCostSeconds: cost,
}: Cadence): number {
  return (failureThreshold - 1) * (requestIntervalSeconds + cost) + cost;
}

/** How many checkers must have turned unhealthy for the check to turn. */
function failuresToFlip(checkers: number): number {
  return checkers - fewestHealthyCheckers(checkers) + 1;
}

function bounds(spreadSeconds: number, needed: number, checkers: number, restSeconds: number): Bounds {
  return {
    earliestSeconds: restSeconds,
    // The mean of the n-th smallest of N uniform phases.
    typicalSeconds: (spreadSeconds * needed) / (checkers + 1) + restSeconds,
    worstSeconds: spreadSeconds + restSeconds,
  };
}

function nthSmallest(values: readonly number[], nth: number): number {
  return values.toSorted((a, b) => a - b)[nth - 1] ?? NaN;
}

function combinations(of: number, take: number): number {
  return take === 0 ? 1 : (combinations(of - 1, take - 1) * of) / take;
}
