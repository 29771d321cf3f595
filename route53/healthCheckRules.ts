/** What the API refuses of health checks and would leave a status undefined. */
import { printable } from "./names";
import type { HealthCheck } from "./types";

/**
 * Ids used twice, CALCULATED checks that lack their children or threshold, and such that watch another CALCULATED
 * check. Source: API HealthCheckConfig; developer guide, "Monitoring other health checks (calculated health checks)".
 */
export function healthCheckRefusals(checks: readonly HealthCheck[]): readonly string[] {
  const types = new Map<string, string>();
  const problems: string[] = [];
  for (const { Id: id, HealthCheckConfig: config } of checks) {
    if (types.has(id)) problems.push(`Health check ${printable(id)} is listed twice.`);
    types.set(id, config.Type);
  }
  for (const { Id: id, HealthCheckConfig: config } of checks) {
    if (config.Type !== "CALCULATED") continue;
    const { ChildHealthChecks: children, HealthThreshold: threshold } = config;
    const calculated = `Health check ${printable(id)}: a CALCULATED check`;
    if (!children || threshold === undefined)
      problems.push(`${calculated} needs ChildHealthChecks and HealthThreshold.`);
    for (const child of children ?? []) {
      if (types.get(child) === "CALCULATED")
        problems.push(`${calculated} cannot monitor ${printable(child)}, which is one too.`);
    }
  }
  return problems;
}
