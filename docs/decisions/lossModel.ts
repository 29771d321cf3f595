/** How often lost probes alone turn a health check unhealthy while the site works: exact probabilities, no simulation. */
import { fewestHealthyCheckers } from "../../route53/healthCheck";
import { probeCostSeconds } from "../../route53/timing";

/** A check whose probes get lost on the way. */
export interface ProbeLoss {
  readonly requestIntervalSeconds: number;
  readonly failureThreshold: number;
  readonly checkers: number;
  /** Checkers that reach nothing at all; from 0 to `checkers`. */
  readonly cutOffCheckers: number;
  /** Probability that a probe of any other checker is lost, each on its own; above 0 and below 1. */
  readonly lossProbability: number;
}

/**
 * How often a year the check turns unhealthy; null when the checkers that are cut off keep it unhealthy for good.
 *
 * A lost probe is taken to hang for the whole connection limit, which stretches the cycle.
 */
export function falseFailoversPerYear(loss: ProbeLoss): number | null {
  const { requestIntervalSeconds, checkers, cutOffCheckers, lossProbability } = loss;
  const others = checkers - cutOffCheckers;
  const needed = checkers - fewestHealthyCheckers(checkers) + 1 - cutOffCheckers;
  if (needed <= 0) return null;
  const { shareUnhealthy, changesPerProbe } = opinion(lossProbability, loss.failureThreshold);
  // The check turns when one checker changes its mind while exactly one fewer than needed of the others have.
  const turnsPerCycle = others * binomial(others - 1, needed - 1, shareUnhealthy) * changesPerProbe;
  const cycleSeconds = requestIntervalSeconds + lossProbability * probeCostSeconds.blackhole;
  return (turnsPerCycle * 365 * 24 * 3600) / cycleSeconds;
}

/** One checker in the long run: the share of time it calls the site unhealthy, and how often it starts to, per probe. */
export function opinion(
  lossProbability: number,
  failureThreshold: number,
): { readonly shareUnhealthy: number; readonly changesPerProbe: number } {
  const healthyProbes = probesUntilRun(lossProbability, failureThreshold);
  const unhealthyProbes = probesUntilRun(1 - lossProbability, failureThreshold);
  const cycleProbes = healthyProbes + unhealthyProbes;
  return { shareUnhealthy: unhealthyProbes / cycleProbes, changesPerProbe: 1 / cycleProbes };
}

/** Mean number of trials until the first run of `length` successes in a row (Feller, vol. 1, XIII.7). */
function probesUntilRun(probability: number, length: number): number {
  const run = probability ** length;
  return (1 - run) / (run * (1 - probability));
}

/** Probability of exactly `hits` successes in `trials`. */
function binomial(trials: number, hits: number, probability: number): number {
  return combinations(trials, hits) * probability ** hits * (1 - probability) ** (trials - hits);
}

function combinations(of: number, take: number): number {
  return take === 0 ? 1 : (combinations(of - 1, take - 1) * of) / take;
}
