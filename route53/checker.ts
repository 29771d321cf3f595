/** One checker's own opinion of an endpoint: Route 53's threshold, counted by each checker for itself. */

/** What a checker remembers between probes. */
export interface CheckerState {
  /** Its opinion; null until its first `failureThreshold` equal results. */
  readonly isHealthy: boolean | null;
  /** Whether its latest probe passed; null before its first probe. */
  readonly hasPassed: boolean | null;
  /** How many probes in a row have ended like the latest one. */
  readonly equalResults: number;
}

/** A checker that has not probed yet: it has no opinion. */
export const newChecker: CheckerState = { isHealthy: null, hasPassed: null, equalResults: 0 };

/**
 * The checker after one more probe. It takes the other opinion after `failureThreshold` (1 to 10) consecutive
 * results that speak for it, the same number in both directions; a new checker takes its first opinion so too.
 * Source: API HealthCheckConfig.FailureThreshold; developer guide, "How Amazon Route 53 determines whether a
 * health check is healthy".
 */
export function observe(state: CheckerState, hasPassed: boolean, failureThreshold: number): CheckerState {
  const equalResults = state.hasPassed === hasPassed ? state.equalResults + 1 : 1;
  const isHealthy = equalResults >= failureThreshold ? hasPassed : state.isHealthy;
  return { isHealthy, hasPassed, equalResults };
}
