/**
 * What the Route 53 API refuses of a zone's record sets, in its own words as seen on live accounts; where those are
 * not known, in words of their form. A dump of a real zone passes; a zone written by hand may not.
 */
import { aliasProblems } from "./aliasChains";
import { groupRefusals } from "./groupRules";
import { titleOf } from "./names";
import { recordSetRefusals } from "./recordSetRules";
import type { Zone } from "./types";
import { groupZone } from "./zoneIndex";

/** Every reason for which the API would refuse this zone, each naming the record set it is about; none if it would not. */
export function refusals(zone: Zone): readonly string[] {
  const grouped = groupZone(zone);
  const ofGroups = [...grouped.groups.values()].flatMap((group) => [
    ...group.flatMap((recordSet) =>
      recordSetRefusals(recordSet, grouped).map((message) => ({ recordSet, message })),
    ),
    ...groupRefusals(group),
  ]);
  return [
    ...ofGroups.map(({ recordSet, message }) => `${titleOf(recordSet)}: ${message}`),
    ...aliasProblems(grouped),
  ];
}
