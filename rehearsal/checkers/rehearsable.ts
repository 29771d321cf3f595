import { probeOf } from "../../route53/probe";
import type { HealthCheck } from "../../route53/types";

/**
 * Throws for a check that a rehearsal cannot answer: its sites speak HTTP, and are known by their addresses. A check
 * that is disabled or has no endpoint is not probed at all.
 *
 * @param servedNames the names that something answers for here, by HTTPS.
 */
export function refuseUnrehearsable(
  checks: readonly HealthCheck[],
  servedNames: readonly string[] = [],
): void {
  for (const check of checks) {
    const { Type: type, IPAddress: address, Disabled: isDisabled = false } = check.HealthCheckConfig;
    const sends = isDisabled ? null : probeOf(check);
    if (sends === null || (sends.protocol === "http" && address !== undefined)) continue;
    if (sends.protocol === "https" && servedNames.includes(sends.target)) continue;
    throw new Error(
      `Health check ${check.Id} (${type} to ${sends.target}): a rehearsal probes HTTP at an IP address only.`,
    );
  }
}
