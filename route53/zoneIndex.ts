/** A zone's record sets by name and type, so that a question costs a few look-ups however large the zone is. */
import { aliasProblems, groupKey } from "./aliasChains";
import { canonicalName, namesBelowZone } from "./names";
import type { ResourceRecordSet, Zone } from "./types";
import { ZoneError } from "./zoneError";

/** The record sets of one name and type, in the zone's order; at least one. */
export type Group = readonly [ResourceRecordSet, ...ResourceRecordSet[]];

/** A zone's record sets by name and type; every name in it is canonical. */
export interface ZoneGroups {
  /** Empty if it is not known. */
  readonly zoneId: string;
  readonly zoneName: string;
  /** By `groupKey`. */
  readonly groups: ReadonlyMap<string, Group>;
}

/** A zone ready to be asked. */
export interface ZoneIndex extends ZoneGroups {
  /** Every name that exists: the owners of record sets, and the names between them and the zone's own. */
  readonly names: ReadonlySet<string>;
}

/** Indexes a zone. Throws ZoneError for aliases that lead back to themselves, or through more than 100 others. */
export function indexZone(zone: Zone): ZoneIndex {
  const grouped = groupZone(zone);
  const problems = aliasProblems(grouped);
  if (problems.length > 0) throw new ZoneError(problems);
  const { zoneName, groups } = grouped;
  const names = new Set([zoneName]);
  for (const [recordSet] of groups.values()) {
    for (const name of namesBelowZone(recordSet.Name, zoneName)) names.add(name);
  }
  return { ...grouped, names };
}

/** A zone's record sets by `groupKey`, their own names and their alias targets' canonical. */
export function groupZone(zone: Zone): ZoneGroups {
  const groups = new Map<string, [ResourceRecordSet, ...ResourceRecordSet[]]>();
  for (const recordSet of zone.recordSets.map(withCanonicalNames)) {
    const key = groupKey(recordSet.Name, recordSet.Type);
    const group = groups.get(key);
    if (group) group.push(recordSet);
    else groups.set(key, [recordSet]);
  }
  return { zoneId: zone.id, zoneName: canonicalName(zone.name), groups };
}

/** The group of a canonical name and a type, if there is one. */
export function groupOf(index: ZoneGroups, name: string, type: string): Group | undefined {
  return index.groups.get(groupKey(name, type));
}

function withCanonicalNames(recordSet: ResourceRecordSet): ResourceRecordSet {
  const named = { ...recordSet, Name: canonicalName(recordSet.Name) };
  if (!recordSet.AliasTarget) return named;
  const target = { ...recordSet.AliasTarget, DNSName: canonicalName(recordSet.AliasTarget.DNSName) };
  return { ...named, AliasTarget: target };
}
