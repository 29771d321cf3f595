/** What the API refuses of one record set, given the zone it is to lie in. */
import { groupKey, isAliasWithin } from "./aliasChains";
import { isWithin, printable } from "./names";
import { policyNames } from "./policies/routing";
import type { RecordType, ResourceRecordSet } from "./types";
import { recordTypes } from "./types";
import type { ZoneGroups } from "./zoneIndex";

/** The API's messages for a record set whose names are canonical; none if it has nothing to refuse. */
export function recordSetRefusals(recordSet: ResourceRecordSet, zone: ZoneGroups): readonly string[] {
  return rules.flatMap((rule) => rule(recordSet, zone));
}

type Rule = (recordSet: ResourceRecordSet, zone: ZoneGroups) => readonly string[];

const liesInZone: Rule = ({ Name: name }, zone) =>
  isWithin(name, zone.zoneName)
    ? []
    : [`RRSet with DNS name ${name} is not permitted in zone ${zone.zoneName}`];

const hasValuesOrTarget: Rule = (recordSet) => {
  const { AliasTarget: target, TTL: ttl, ResourceRecords: records = [] } = recordSet;
  const isRight = target
    ? ttl === undefined && records.length === 0
    : ttl !== undefined && records.length > 0;
  if (isRight) return [];
  const expected = "AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId";
  return [`${exactlyOne(expected, target ? "more than one" : "none")} in ${changeOf(recordSet)}`];
};

const hasOnePolicy: Rule = (recordSet) => {
  const policies = policyNames(recordSet).filter((name) => name !== "simple");
  const isNamed = recordSet.SetIdentifier !== undefined;
  if (policies.length === Number(isNamed)) return [];
  if (policies.length === 1)
    return [`Invalid request: Missing field 'SetIdentifier' in ${changeOf(recordSet)}`];
  const expected =
    "Weight, Region, Failover, GeoLocation, MultiValueAnswer, GeoProximityLocation, or CidrRoutingConfig";
  return [
    `${exactlyOne(expected, policies.length === 0 ? "none" : "more than one")} in ${changeOf(recordSet)}`,
  ];
};

const primaryHasHealthCheck: Rule = ({ Failover: role, AliasTarget: target, HealthCheckId: check }) =>
  role === "PRIMARY" && !target && check === undefined
    ? ["A non-alias primary ResourceRecordSet must have an associated health check."]
    : [];

const multivalueIsPlain: Rule = ({ MultiValueAnswer: isMultivalue, AliasTarget: target }) =>
  isMultivalue === true && target ? ["Multivalue answer alias records are not supported."] : [];

/**
 * An alias stays in its own zone, or leads to an AWS resource, whose name no customer's zone holds.
 * Source: API AliasTarget.HostedZoneId, "can't reference a resource record set in a different hosted zone".
 */
const aliasTargetExists: Rule = ({ Type: type, AliasTarget: target }, zone) => {
  if (!target) return [];
  const isNamedInZone = isWithin(target.DNSName, zone.zoneName);
  if (!isNamedInZone && target.HostedZoneId !== zone.zoneId) return [];
  const alias = `Tried to create an alias that targets ${target.DNSName}, type ${type} in zone ${target.HostedZoneId}`;
  return [
    ...(isAliasWithin(target, zone)
      ? []
      : [`${alias}, but the alias target name does not lie within the target zone`]),
    ...(zone.groups.has(groupKey(target.DNSName, type)) ? [] : [`${alias}, but that target was not found`]),
  ];
};

const cnameStandsAlone: Rule = ({ Name: name, Type: type }, zone) => {
  if (type !== "CNAME") return [];
  const cname = `RRSet of type CNAME with DNS name ${name} is not permitted`;
  if (name === zone.zoneName) return [`${cname} at apex in zone ${zone.zoneName}`];
  const hasOthers = recordTypes.some((other) => other !== "CNAME" && zone.groups.has(groupKey(name, other)));
  return hasOthers
    ? [`${cname} as it conflicts with other records with the same DNS name in zone ${zone.zoneName}`]
    : [];
};

const addressIsValid: Rule = ({ Type: type, ResourceRecords: records = [] }) => {
  const check = addresses[type];
  if (!check) return [];
  const wrong = records.map(({ Value: value }) => value).filter((value) => !check.isValid(value));
  const problem = `FATAL problem: ${check.problem}`;
  return wrong.map((value) => `Invalid Resource Record: '${problem} encountered with '${printable(value)}''`);
};

const addresses: Readonly<
  Partial<Record<RecordType, { isValid: (value: string) => boolean; problem: string }>>
> = {
  A: { isValid: isIpv4, problem: "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)" },
  AAAA: { isValid: isIpv6, problem: "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)" },
};

const rules: readonly Rule[] = [
  liesInZone,
  hasValuesOrTarget,
  hasOnePolicy,
  primaryHasHealthCheck,
  multivalueIsPlain,
  aliasTargetExists,
  cnameStandsAlone,
  addressIsValid,
];

function exactlyOne(expected: string, found: "none" | "more than one"): string {
  return `Invalid request: Expected exactly one of [${expected}], but found ${found}`;
}

function changeOf({ Name: name, Type: type, SetIdentifier: id = "null" }: ResourceRecordSet): string {
  return `Change with [Action=CREATE, Name=${name}, Type=${type}, SetIdentifier=${printable(id)}]`;
}

function isIpv4(value: string): boolean {
  const numbers = value.split(".");
  return (
    numbers.length === 4 &&
    numbers.every((number) => /^(0|[1-9]\d{0,2})$/.test(number) && Number(number) <= 255)
  );
}

function isIpv6(value: string): boolean {
  return /^[0-9a-fA-F:.]+$/.test(value) && URL.canParse(`http://[${value}]`);
}
