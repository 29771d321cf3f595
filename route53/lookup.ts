/** Where a question's answer is found in a zone, before any routing policy or health counts. */
import { isWithin, namesBelowZone } from "./names";
import type { Group, ZoneIndex } from "./zoneIndex";
import { groupOf } from "./zoneIndex";

/** The group that answers, the delegation that covers the name, or why there is neither. */
export type Lookup =
  | { readonly kind: "group" | "delegation"; readonly group: Group }
  | { readonly kind: "noData" | "noName" | "outside" };

/**
 * Looks up a canonical name. A name that exists, also one that only has names below it, is never covered by a
 * wildcard; one that does not exist is covered by the wildcard just below its closest existing ancestor. A name with
 * a CNAME answers every other type with that.
 * Source: RFC 1034, 4.3.2; RFC 4592, 3.3; developer guide, "DNS domain name format", asterisk.
 */
export function lookUp(index: ZoneIndex, name: string, type: string): Lookup {
  if (!isWithin(name, index.zoneName)) return { kind: "outside" };
  let closest = index.zoneName;
  for (const ancestor of namesBelowZone(name, index.zoneName)) {
    if (!index.names.has(ancestor)) break;
    closest = ancestor;
    const nameServers = groupOf(index, ancestor, "NS");
    // The zone itself answers who serves a delegated name, and signs for it.
    const isOfParent = ancestor === name && (type === "NS" || type === "DS");
    if (nameServers && !isOfParent) return { kind: "delegation", group: nameServers };
  }
  const owner = closest === name ? name : `\\052.${closest}`;
  if (!index.names.has(owner)) return { kind: "noName" };
  const group = groupOf(index, owner, type) ?? groupOf(index, owner, "CNAME");
  return group ? { kind: "group", group } : { kind: "noData" };
}
