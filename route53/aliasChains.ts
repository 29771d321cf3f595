/** Alias chains must end: what follows them may then simply recurse. */
import type { ResourceRecordSet } from "./types";

type Group = readonly ResourceRecordSet[];
type Groups = ReadonlyMap<string, Group>;

/** The most aliases that may follow one another. AWS publishes no limit; this one bounds what a hostile zone can cost. */
const mostAliases = 100;

/** The key of a group: its canonical name, which holds no space, and its type. */
export function groupKey(name: string, type: string): string {
  return `${name} ${type}`;
}

/** The problem of each loop of aliases, and of each chain of more than 100, among the groups of a zone. */
export function aliasProblems(groups: Groups): readonly string[] {
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
    for (const [target, members] of above.length > mostAliases ? [] : targetsOf(group, groups)) {
      length = Math.max(length, 1 + chainLength(target, members, [...above, key]));
    }
    lengths.set(key, length);
    return length;
  };

  for (const [key, group] of groups) {
    const isTooLong = chainLength(key, group, []) > mostAliases;
    if (isTooLong) problems.push(`${key}: more than ${mostAliases} aliases in a row.`);
  }
  return problems;
}

/** The groups of the zone that a group's aliases lead to, by their keys. */
function targetsOf(group: Group, groups: Groups): ReadonlyMap<string, Group> {
  const targets = new Map<string, Group>();
  for (const { AliasTarget: target, Type: type } of group) {
    const key = target && groupKey(target.DNSName, type);
    const members = key && groups.get(key);
    if (members) targets.set(key, members);
  }
  return targets;
}
