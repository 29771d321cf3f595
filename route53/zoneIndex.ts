/** A zone's record sets by name and type, so that a question costs a few look-ups however large the zone is. */
import { aliasProblems, groupKey } from "./aliasChains";
import { canonicalName, namesBelowZone } from "./names";
import type { ResourceRecordSet, Zone } from "./types";
import { ZoneError } from "./zoneError";

/** The record sets of one name and type, in the zone's order; at least one. */
export type Group = readonly [ResourceRecordSet, ...ResourceRecordSet[]];

/** A zone ready to be asked; every name in it is canonical. */
export interface ZoneIndex {
  readonly zoneName: string;
  /** Every name that exists: the owners of record sets, and the names between them and the zone's own. */
  readonly names: ReadonlySet<string>;
  /** By `groupKey`. */
  readonly groups: ReadonlyMap<string, Group>;
}

/** Indexes a zone. Throws ZoneError for aliases that lead back to themselves, or through more than 100 others. */
export function indexZone(zone: Zone): ZoneIndex {
  const zoneName = canonicalName(zone.name);
  const groups = groupRecordSets(zone.recordSets);
  const problems = aliasProblems(groups);
  if (problems.length > 0) throw new ZoneError(problems);
  const names = new Set([zoneName]);
  for (const [recordSet] of groups.values()) {
    for (const name of namesBelowZone(recordSet.Name, zoneName)) names.add(name);
  }
  return { zoneName, names, groups };
}

/** Record sets by `groupKey`, their own names and their alias targets' canonical. */
export function groupRecordSets(recordSets: readonly ResourceRecordSet[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, [ResourceRecordSet, ...ResourceRecordSet[]]>();
  for (const recordSet of recordSets.map(withCanonicalNames)) {
    const key = groupKey(recordSet.Name, recordSet.Type);
    const group = groups.get(key);
    if (group) group.push(recordSet);
    else groups.set(key, [recordSet]);
  }
  return groups;
}

/** The group of a canonical name and a type, if there is one. */
export function groupOf(index: ZoneIndex, name: string, type: string): Group | undefined {
  return index.groups.get(groupKey(name, type));
}

function withCanonicalNames(recordSet: ResourceRecordSet): ResourceRecordSet {
  const named = { ...recordSet, Name: canonicalName(recordSet.Name) };
  if (!recordSet.AliasTarget) return named;
  const target = { ...recordSet.AliasTarget, DNSName: canonicalName(recordSet.AliasTarget.DNSName) };
  return { ...named, AliasTarget: target };
}
