import type { RehearsalEvent } from "../../rehearsal/events";
import type { HealthCheck } from "../../route53/types";

/**
 * A CALCULATED check must turn when, and only when, as many of its children as it needs were last reported healthy, or
 * no longer are (API HealthCheckConfig.HealthThreshold). A child that nothing was reported of is taken for healthy: at
 * the start of a rehearsal all are. A sentence for each deviation.
 */
export function auditCalculated(events: readonly RehearsalEvent[], checks: readonly HealthCheck[]): string[] {
  const states = new Map<string, boolean>();
  const calculated = checks.filter(({ HealthCheckConfig: { Type: type } }) => type === "CALCULATED");
  const isDue = ({ HealthCheckConfig: config }: HealthCheck): boolean => {
    const children = config.ChildHealthChecks ?? [];
    const healthy = children.filter((child) => states.get(child) ?? true).length;
    return healthy >= (config.HealthThreshold ?? 0);
  };
  // The children's news and its own come one after the other: only then is there anything to compare.
  const deviations = (): string[] =>
    calculated
      .filter((check) => (states.get(check.Id) ?? true) !== isDue(check))
      .map((check) => `${check.Id} is ${isDue(check) ? "unhealthy" : "healthy"} against its children.`);
  const problems: string[] = [];
  for (const event of events) {
    if (event.event === "check") states.set(event.checkId, event.healthy);
    else problems.push(...deviations());
  }
  return [...new Set([...problems, ...deviations()])];
}
