/** One checker of one check: probes for ever, and makes up its own mind. */
import { newChecker } from "../../route53/checker";
import type { ProbeResult } from "../../route53/probe";
import { healthCheckRegions, type HealthCheck } from "../../route53/types";
import { untilAborted, type Clock } from "../clock";
import type { CheckerEvent, ProbeEvent } from "../events";
import type { Rules } from "../rules";
import { drawFraction } from "../seed";

/** A checker of a check. */
export interface Checker {
  /** Its region and its number there, such as `us-east-1-1`. */
  readonly name: string;
  readonly region: string;
}

/** Checkers of a check in each of its regions. */
export const checkersPerRegion = 2;

/** Two checkers in each region of the check: 16 of the eight regions that it uses by default. */
export function checkersOf({
  HealthCheckConfig: { Regions: regions = healthCheckRegions },
}: HealthCheck): Checker[] {
  return regions.flatMap((region) =>
    Array.from({ length: checkersPerRegion }, (_, index) => ({ name: `${region}-${index + 1}`, region })),
  );
}

/** What a checker works with. */
export interface CheckerOptions {
  readonly check: HealthCheck;
  readonly checker: Checker;
  readonly probe: () => Promise<ProbeResult>;
  readonly rules: Pick<Rules, "observe">;
  readonly seed: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onEvent: (event: ProbeEvent | CheckerEvent) => void;
  /** Called after each change of opinion. */
  readonly onOpinion: (isHealthy: boolean) => void;
}

/** The API's default for HealthCheckConfig.RequestInterval. */
export const defaultIntervalSeconds = 30;
// And for FailureThreshold.
const defaultFailureThreshold = 3;

/**
 * Probes until the signal aborts. The seed decides the phase, from 0 to one interval; a probe starts one interval after
 * the one before has ended.
 * Source: API HealthCheckConfig.RequestInterval ("between the time that Route 53 gets a response ... and the time that
 * it sends the next health check request").
 */
export async function runChecker(options: CheckerOptions): Promise<void> {
  const { check, checker, rules, clock, signal, onEvent } = options;
  const { RequestInterval, FailureThreshold = defaultFailureThreshold } = check.HealthCheckConfig;
  const intervalSeconds = RequestInterval ?? defaultIntervalSeconds;
  const who = { checkId: check.Id, region: checker.region, checker: checker.name };
  let state = newChecker;
  let waitSeconds = drawFraction(options.seed, "phase", check.Id, checker.name) * intervalSeconds;

  await untilAborted(signal, async () => {
    await clock.sleep(waitSeconds, signal);
    waitSeconds = intervalSeconds;
    const startedAtSeconds = clock.nowSeconds();
    const { hasPassed, reason } = await options.probe();
    // A probe that the end of the rehearsal has cut off says nothing about the endpoint.
    if (signal.aborted) return;
    const atSeconds = clock.nowSeconds();
    onEvent({ event: "probe", atSeconds, startedAtSeconds, ...who, passed: hasPassed, reason });
    const before = state.isHealthy;
    state = rules.observe(state, hasPassed, FailureThreshold);
    if (state.isHealthy === before || state.isHealthy === null) return;
    onEvent({ event: "checker", atSeconds, ...who, healthy: state.isHealthy, reason });
    options.onOpinion(state.isHealthy);
  });
}
