import { probeOf } from "../../route53/probe";
import type { HealthCheck } from "../../route53/types";

/**
 * Throws for a check that the sites of a rehearsal cannot answer: they speak HTTP, and are known by their addresses. A
 * check that is disabled or has no endpoint is not probed at all.
 */
export function refuseUnrehearsable(checks: readonly HealthCheck[]): void {
  for (const check of checks) {
    const { Type: type, IPAddress: address, Disabled: isDisabled = false } = check.HealthCheckConfig;
    const sends = isDisabled ? null : probeOf(check);
    if (sends === null || (sends.protocol === "http" && address !== undefined)) continue;
    throw new Error(
      `Health check ${check.Id} (${type} to ${sends.target}): a rehearsal probes HTTP at an IP address only.`,
    );
  }
}
