import { canonicalName, isWithin, printable, titleOf } from "../route53/names";
import type { HealthCheck, ResourceRecordSet, Zone } from "../route53/types";
import { warnings } from "../route53/zone";
import { firstLines } from "./answerProblems";

/** What a served zone does other than Route 53 itself would: the first 20 lines, and how many more. */
export function serveWarnings(
  zone: Zone,
  checks: readonly HealthCheck[],
  stated: ReadonlyMap<string, boolean>,
): readonly string[] {
  return firstLines([
    ...warnings(zone, checks),
    ...zone.recordSets
      .filter((set) => isUnserved(set, zone.name))
      .map((set) => `${titleOf(set)} is answered with SERVFAIL: ${unservedReason(set)}`),
    ...checks
      .filter(({ Id: id, HealthCheckConfig: { Type: type } }) => unobserved.has(type) && !stated.has(id))
      .map(
        ({ Id: id, HealthCheckConfig: { Type: type } }) =>
          `health check ${printable(id)} (${type}) has no data: --status states what it observes.`,
      ),
  ]);
}

const unobserved: ReadonlySet<string> = new Set(["CLOUDWATCH_METRIC", "RECOVERY_CONTROL"]);
const unservedTypes: ReadonlySet<string> = new Set(["HTTPS", "SVCB"]);

function isUnserved({ AliasTarget: alias, Type: type }: ResourceRecordSet, zoneName: string): boolean {
  if (alias) return !isWithin(canonicalName(alias.DNSName), zoneName);
  return unservedTypes.has(type);
}

function unservedReason({ AliasTarget: alias, Type: type }: ResourceRecordSet): string {
  return alias
    ? `its alias leads out of the zone, to ${canonicalName(alias.DNSName)}`
    : `${type} is not served.`;
}
