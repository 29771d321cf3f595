import type { CheckSight } from "../observers/ports";

/**
 * A sentence for each of these checks of which no checker reports. Route 53 takes it for healthy, which says nothing of
 * its endpoint. A CALCULATED check has no checkers of its own.
 */
export function silences(
  sights: readonly CheckSight[],
  checks: readonly { readonly healthCheckId: string; readonly label: string }[],
): string[] {
  const isSilent = (healthCheckId: string): boolean => {
    const sight = sights.find(({ check }) => check.Id === healthCheckId);
    return !sight || (sight.check.HealthCheckConfig.Type !== "CALCULATED" && sight.reports.length === 0);
  };
  return checks
    .filter(({ healthCheckId }) => isSilent(healthCheckId))
    .map(
      ({ healthCheckId, label }) =>
        `Route 53 says nothing of ${label} (${healthCheckId}): no checker reports.`,
    );
}
