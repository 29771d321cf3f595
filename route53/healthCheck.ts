/** The status of a health check, as the record sets that use it see it. */
import type { HealthCheck, HealthCheckConfig } from "./types";

/**
 * What is known of one check before Inverted, Disabled and CALCULATED apply: its checkers' opinions, its alarm's
 * data stream, its routing control, or a status that somebody simply states.
 */
export type Observation =
  | { readonly kind: "checkers"; readonly healthyCheckers: number; readonly checkersWithOpinion: number }
  | { readonly kind: "metric"; readonly state: "ok" | "alarm" }
  | { readonly kind: "metric"; readonly state: "insufficientData"; readonly wasHealthy?: boolean }
  | { readonly kind: "routingControl"; readonly isOn: boolean }
  | { readonly kind: "status"; readonly isHealthy: boolean };

/** The status of every check under some observations, by its id. */
export type HealthUnder = (observed: ReadonlyMap<string, Observation>) => (healthCheckId: string) => boolean;

/**
 * Indexes checks once, to tell their status under any observations. A check without an observation is new: healthy
 * until there is enough data, and so unhealthy if it is inverted. A CALCULATED check follows its children and ignores
 * an observation of its own. An id that is not in `checks`, a child's too, counts as healthy: AWS calls the status of
 * a deleted check unpredictable (API DeleteHealthCheck).
 */
export function healthOfChecks(checks: readonly HealthCheck[]): HealthUnder {
  const configs = new Map(checks.map((check) => [check.Id, check.HealthCheckConfig]));

  return (observed) => {
    const isHealthy = (healthCheckId: string, mayCalculate: boolean): boolean => {
      const config = configs.get(healthCheckId);
      if (!config) return true;
      if (config.Type !== "CALCULATED")
        return finalStatus(config, isObservedHealthy(config, observed.get(healthCheckId)));
      // Route 53 refuses a calculated child of a calculated check; where one is given, it counts like a missing one.
      if (!mayCalculate) return true;
      const healthyChildren = (config.ChildHealthChecks ?? []).filter((child) =>
        isHealthy(child, false),
      ).length;
      return finalStatus(config, healthyChildren >= (config.HealthThreshold ?? 0));
    };

    return (healthCheckId) => isHealthy(healthCheckId, true);
  };
}

/**
 * The fewest healthy checkers that keep a check healthy: the first whole number above 18 % of those that have
 * an opinion (3 of 16, 2 of 6).
 * Source: developer guide, "How Amazon Route 53 determines whether a health check is healthy".
 */
export function fewestHealthyCheckers(checkersWithOpinion: number): number {
  // In whole numbers: 0.18 is not a binary fraction.
  return Math.floor((18 * checkersWithOpinion) / 100) + 1;
}

/** Whether more than 18 % of the checkers that have an opinion report healthy; without any opinion, healthy. */
export function isHealthyByCheckers(healthyCheckers: number, checkersWithOpinion: number): boolean {
  return checkersWithOpinion === 0 || healthyCheckers >= fewestHealthyCheckers(checkersWithOpinion);
}

/** Disabled means constantly healthy, whatever is observed; Inverted then flips the outcome, of a disabled check too. */
function finalStatus(config: HealthCheckConfig, isHealthy: boolean): boolean {
  const status = config.Disabled === true || isHealthy;
  return config.Inverted === true ? !status : status;
}

function isObservedHealthy(config: HealthCheckConfig, observation: Observation | undefined): boolean {
  switch (observation?.kind) {
    case undefined:
      return true;
    case "status":
      return observation.isHealthy;
    case "checkers":
      return isHealthyByCheckers(observation.healthyCheckers, observation.checkersWithOpinion);
    case "routingControl":
      return observation.isOn;
    case "metric":
      if (observation.state !== "insufficientData") return observation.state === "ok";
      return isHealthyWithoutData(config, observation.wasHealthy);
  }
}

/** `InsufficientDataHealthStatus`; left out, it is taken as LastKnownStatus, which for a new check is healthy. */
function isHealthyWithoutData(config: HealthCheckConfig, wasHealthy = true): boolean {
  if (config.InsufficientDataHealthStatus === "Healthy") return true;
  if (config.InsufficientDataHealthStatus === "Unhealthy") return false;
  return wasHealthy;
}
