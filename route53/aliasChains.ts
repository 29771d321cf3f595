/** Alias chains must end: what follows them may then simply recurse. */
import { isWithin } from "./names";
import type { AliasTarget, ResourceRecordSet } from "./types";
import type { Group, ZoneGroups } from "./zoneIndex";

/** The most aliases that may follow one another. AWS publishes no limit; this one bounds what a hostile zone can cost. */
const mostAliases = 100;

/** The key of a group: its canonical name, which holds no space, and its type. */
export function groupKey(name: string, type: string): string {
  return `${name} ${type}`;
}

/**
 * Whether an alias with a canonical name stays in the zone: it names the zone's id, or that is not known, and a name
 * in the zone. A name in the zone may be another zone's, too: of a zone delegated from this one, or of the same name.
 */
export function isAliasWithin(target: AliasTarget, { zoneId, zoneName }: ZoneGroups): boolean {
  return isWithin(target.DNSName, zoneName) && (zoneId === "" || target.HostedZoneId === zoneId);
}

/** The group of the zone that an alias set leads to, if there is one. */
export function aliasedGroup(recordSet: ResourceRecordSet, zone: ZoneGroups): Group | undefined {
  const { AliasTarget: target, Type: type } = recordSet;
  return target && isAliasWithin(target, zone) ? zone.groups.get(groupKey(target.DNSName, type)) : undefined;
}

/** The problem of each loop of aliases, and of each chain of more than 100, among the groups of a zone. */
export function aliasProblems(zone: ZoneGroups): readonly string[] {
  const problems: string[] = [];
  const lengths = new Map<string, number>();

  const chainLength = (key: string, group: Group, above: readonly string[]): number => {
    const known = lengths.get(key);
    if (known !== undefined) return known;
    if (above.includes(key)) {
      const loop = [...above.slice(above.indexOf(key)), key].join(" -> ");
      problems.push(`${key}: alias leads back to itself: ${loop}.`);
      return 0;
    }
    let length = 0;
    // One link too many is known to be too long: no need to go on, nor to recurse as deep as the zone is large.
    for (const [target, members] of above.length > mostAliases ? [] : targetsOf(group, zone)) {
      length = Math.max(length, 1 + chainLength(target, members, [...above, key]));
    }
    lengths.set(key, length);
    return length;
  };

  for (const [key, group] of zone.groups) {
    const isTooLong = chainLength(key, group, []) > mostAliases;
    if (isTooLong) problems.push(`${key}: more than ${mostAliases} aliases in a row.`);
  }
  return problems;
}

/** The groups of the zone that a group's aliases lead to, by their keys. */
function targetsOf(group: Group, zone: ZoneGroups): ReadonlyMap<string, Group> {
  const targets = new Map<string, Group>();
  for (const recordSet of group) {
    const members = aliasedGroup(recordSet, zone);
    if (members) targets.set(groupKey(members[0].Name, members[0].Type), members);
  }
  return targets;
}
