import type { Topology } from "../../recording/topology";
import { probeOf } from "../../route53/probe";
import type { HealthCheck } from "../../route53/types";

/**
 * The checks of a topology that a rehearsal answers: its sites speak HTTP, and are known by their addresses. A check
 * that is disabled or has no endpoint is not probed at all. One that cannot be answered is left out if no record set
 * goes by it.
 *
 * @param servedNames the names that something answers for here, by HTTPS.
 * @throws Error naming the check that a record set goes by and that cannot be answered.
 */
export function rehearsableChecks(
  { zone, healthChecks }: Topology,
  servedNames: readonly string[] = [],
): HealthCheck[] {
  const idsInUse = withChildren(
    healthChecks,
    zone.recordSets.flatMap(({ HealthCheckId: id }) => id ?? []),
  );
  return healthChecks.filter((check) => {
    const problem = unrehearsable(check, servedNames);
    if (problem !== null && idsInUse.has(check.Id)) throw new Error(problem);
    return problem === null;
  });
}

function unrehearsable(check: HealthCheck, servedNames: readonly string[]): string | null {
  const { Type: type, IPAddress: address, Disabled: isDisabled = false } = check.HealthCheckConfig;
  const sends = isDisabled ? null : probeOf(check);
  if (sends === null || (sends.protocol === "http" && address !== undefined)) return null;
  if (sends.protocol === "https" && servedNames.includes(sends.target)) return null;
  return `Health check ${check.Id} (${type} to ${sends.target}): a rehearsal probes HTTP at an IP address only.`;
}

/** These checks and all that they are calculated from; a set grows while it is walked. */
function withChildren(checks: readonly HealthCheck[], ids: readonly string[]): Set<string> {
  const found = new Set(ids);
  for (const id of found) {
    const children = checks.find(({ Id }) => Id === id)?.HealthCheckConfig.ChildHealthChecks ?? [];
    for (const child of children) found.add(child);
  }
  return found;
}
