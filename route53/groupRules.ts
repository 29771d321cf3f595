/** What the API refuses of the record sets of one name and type, as if they were created in their order. */
import { printable } from "./names";
import { policyNames } from "./policies/routing";
import type { GeoLocation, ResourceRecordSet } from "./types";
import type { Group } from "./zoneIndex";

/** A record set that its predecessors in the group rule out, and the API's message. */
export interface GroupRefusal {
  readonly recordSet: ResourceRecordSet;
  readonly message: string;
}

/** Every record set of a group that the API would refuse because of those before it. */
export function groupRefusals(group: Group): readonly GroupRefusal[] {
  return [
    ...ofAnotherPolicy(group),
    ...repeated(group, ({ SetIdentifier: id = "" }) => id, alreadyExists),
    ...repeated(group, ({ Failover: role }) => role, sameRole),
    ...repeated(group, ({ Region: region }) => region, sameRegion),
    ...repeated(group, ({ GeoLocation: place }) => place && placeOf(place), sameLocation),
  ];
}

/** The first set of a group settles its policy. */
function ofAnotherPolicy(group: Group): readonly GroupRefusal[] {
  const [settled] = policyNames(group[0]);
  return group
    .filter((recordSet) => policyNames(recordSet)[0] !== settled)
    .map((recordSet) => ({ recordSet, message: otherPolicy(recordSet) }));
}

function otherPolicy(recordSet: ResourceRecordSet): string {
  const rrset = rrsetOf(recordSet);
  if (recordSet.Failover !== undefined) {
    return `${rrset}, marked as ${roleOf(recordSet)} cannot be created because a non-failover RRSet with the same name and type already exists.`;
  }
  return recordSet.Weight === undefined
    ? `${rrset} cannot be created as other RRSets exist with the same name and type.`
    : `${rrset} cannot be created as a non-weighted set exists with the same name and type.`;
}

/** The sets whose key an earlier one has; a set without a key repeats nothing. */
function repeated(
  group: Group,
  keyOf: (recordSet: ResourceRecordSet) => string | undefined,
  messageOf: (recordSet: ResourceRecordSet, key: string) => string,
): readonly GroupRefusal[] {
  const seen = new Set<string>();
  return group.flatMap((recordSet) => {
    const key = keyOf(recordSet);
    if (key === undefined) return [];
    if (seen.has(key)) return [{ recordSet, message: messageOf(recordSet, key) }];
    seen.add(key);
    return [];
  });
}

function alreadyExists({ Name: name, Type: type, SetIdentifier: id }: ResourceRecordSet): string {
  const identifier = id === undefined ? "" : `, SetIdentifier='${printable(id)}'`;
  return `Tried to create resource record set [name='${name}', type='${type}'${identifier}] but it already exists`;
}

function sameRole(recordSet: ResourceRecordSet): string {
  const role = roleOf(recordSet);
  return `${rrsetOf(recordSet)}, marked as ${role} cannot be created because a ${role} RRSet with the same name and type already exists.`;
}

function sameRegion(recordSet: ResourceRecordSet, region: string): string {
  return `${rrsetOf(recordSet)}, and Region Name=${printable(region)} cannot be created because a latency RRSet with the same name, type and region already exists.`;
}

function sameLocation(recordSet: ResourceRecordSet): string {
  return `${rrsetOf(recordSet)} cannot be created because a geolocation RRSet with the same name, type and location already exists.`;
}

/** `RRSet with DNS name …, type …, SetIdentifier …`, as the API starts these messages. */
function rrsetOf({ Name: name, Type: type, SetIdentifier: id }: ResourceRecordSet): string {
  return `RRSet with DNS name ${name}, type ${type}${id === undefined ? "" : `, SetIdentifier ${printable(id)}`}`;
}

function roleOf({ Failover: role }: ResourceRecordSet): "primary" | "secondary" {
  return role === "PRIMARY" ? "primary" : "secondary";
}

function placeOf({
  ContinentCode: continent,
  CountryCode: country,
  SubdivisionCode: subdivision,
}: GeoLocation): string {
  return JSON.stringify([continent, country, subdivision]);
}
