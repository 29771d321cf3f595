/** Zones and health checks as the AWS CLI prints them, read from text that anybody may have written. */
import { healthCheckShape, hostedZoneShape, recordSetShape } from "./cliShapes";
import { healthCheckRefusals } from "./healthCheckRules";
import { canonicalName, printable, titleOf } from "./names";
import { unsupportedPolicies } from "./policies/routing";
import { refusals } from "./refusals";
import type { Shape } from "./shape";
import { isList, isObject, object } from "./shape";
import type { HealthCheck, ResourceRecordSet, Zone } from "./types";
import { ZoneError } from "./zoneError";

/**
 * Reads the output of `aws route53 list-resource-record-sets`, which may carry the `HostedZone` of
 * `aws route53 get-hosted-zone` beside its list; without that, the SOA record set names the zone and the id is empty.
 * Throws ZoneError with everything that is wrong with the text, or else with all that the API would have refused.
 */
export function parseZone(text: string): Zone {
  const dump = dumpOf(text);
  const { members, problems } = listOfDump(dump, "ResourceRecordSets", recordSetShape);
  const { HostedZone: hostedZone } = dump;
  const isNamed = isHostedZone(hostedZone);
  if (hostedZone !== undefined && !isNamed) problems.push(...hostedZoneShape(hostedZone, "HostedZone"));
  refuseIfAny(problems);
  const recordSets = members as readonly ResourceRecordSet[];
  const { Id: id, Name: name } = isNamed ? hostedZone : { Id: "", Name: nameBySoa(recordSets) };
  const zone = { id: id.replace(/^\/hostedzone\//, ""), name: canonicalName(name), recordSets };
  refuseIfAny(refusals(zone));
  return zone;
}

/**
 * Reads the output of `aws route53 list-health-checks`. Throws ZoneError with everything that is wrong with the text,
 * or else with what the API would have refused and would leave a status undefined.
 */
export function parseHealthChecks(text: string): readonly HealthCheck[] {
  const { members, problems } = listOfDump(dumpOf(text), "HealthChecks", healthCheckShape);
  refuseIfAny(problems);
  const checks = members as readonly HealthCheck[];
  refuseIfAny(healthCheckRefusals(checks));
  return checks;
}

/**
 * What an answer may silently depend on: health checks that are used but not in the list, which count as healthy, and
 * record sets whose routing policy is not modelled, which are refused only where a question meets them.
 */
export function warnings(zone: Zone, checks: readonly HealthCheck[]): readonly string[] {
  const known = new Set(checks.map((check) => check.Id));
  const missing = (user: string, id: string): readonly string[] =>
    known.has(id) ? [] : [`${user}: health check ${printable(id)} is not in the list and counts as healthy.`];
  return [
    ...zone.recordSets.flatMap((set) =>
      set.HealthCheckId === undefined ? [] : missing(titleOf(set), set.HealthCheckId),
    ),
    ...checks.flatMap(({ Id: id, HealthCheckConfig: { ChildHealthChecks: children = [] } }) =>
      children.flatMap((child) => missing(`Health check ${printable(id)}`, child)),
    ),
    ...unsupportedPolicies(zone.recordSets),
  ];
}

type Dump = Readonly<Record<string, unknown>>;

function dumpOf(text: string): Dump {
  let dump: unknown;
  try {
    dump = JSON.parse(text);
  } catch (error) {
    throw new ZoneError([`The text is not JSON: ${printable(String(error))}.`]);
  }
  if (isObject(dump)) return dump;
  throw new ZoneError(object({})(dump, "The text"));
}

/** The members of a dump's list, which have the given shape unless there are problems. */
function listOfDump(
  dump: Dump,
  listName: string,
  shape: Shape,
): { members: readonly unknown[]; problems: string[] } {
  const list = dump[listName];
  if (!isList(list))
    return { members: [], problems: [`${listName} must be a list, as the AWS CLI prints it.`] };
  // The CLI says so where --max-items or a page size cut the list off.
  const isCutOff = dump["IsTruncated"] === true || dump["NextToken"] !== undefined;
  const ofMembers = list.flatMap((member, at) =>
    shape(member, "").map((problem) => `${listName}[${at}]${nameOf(member)}: ${problem}`),
  );
  const problems = [
    ...(isCutOff ? [`${listName} is cut off: list again without --max-items.`] : []),
    ...ofMembers,
  ];
  return { members: list, problems };
}

/** What to call a member that may have any shape. */
function nameOf(member: unknown): string {
  const words = isObject(member)
    ? [member["Name"] ?? member["Id"], member["Type"], member["SetIdentifier"]]
    : [];
  const names = words.filter((word) => typeof word === "string").map((word) => printable(word.slice(0, 80)));
  return names.length === 0 ? "" : ` (${names.join(" ")})`;
}

function isHostedZone(value: unknown): value is { readonly Id: string; readonly Name: string } {
  return hostedZoneShape(value, "").length === 0;
}

function nameBySoa(recordSets: readonly ResourceRecordSet[]): string {
  const soa = recordSets.find((recordSet) => recordSet.Type === "SOA");
  if (soa) return soa.Name;
  throw new ZoneError(["The zone has no name: there is neither a HostedZone nor a SOA record set."]);
}

function refuseIfAny(problems: readonly string[]): void {
  if (problems.length > 0) throw new ZoneError(problems);
}
