import { recordSet } from "../../../recording/stackTopology";
import { answer, indexZone } from "../../../route53/answer";
import type { Change, StoredResource } from "../standIns/account";

/** Which sites are down while the question is asked. */
const outages: readonly (readonly string[])[] = [[], ["primary"], ["backup"], ["primary", "backup"]];

/**
 * The moments of an update at which a shopper would not have got the right address from the name that fails over:
 * the backup's while the primary alone is down, else the primary's. Asked after each change, for every state of health.
 * Of several names, or of a name in two zones, one must answer rightly: a move has a moment at which the old one goes.
 */
export function silentMoments(
  before: readonly StoredResource[],
  changes: readonly Change[],
  names: readonly string[],
): string[] {
  const problems: string[] = [];
  let state = [...before];
  for (const { operation, resource } of changes) {
    state = state.filter(({ type, id }) => type !== resource.type || id !== resource.id);
    if (operation !== "delete") state = [...state, resource];
    for (const down of outages) {
      const found = answersAt(state, names, down);
      const right = rightAddresses(state, down);
      if (found.some((all) => all.length > 0 && all.every((address) => right.includes(address)))) continue;
      const moment = `after ${operation} ${resource.name} with ${down.join(" and ") || "neither site"} down`;
      problems.push(`${moment}: ${found.flat().join(", ") || "no answer"}`);
    }
  }
  return problems;
}

/** Two while an address is being replaced. */
function rightAddresses(state: readonly StoredResource[], down: readonly string[]): unknown[] {
  const site = down.length === 1 && down[0] === "primary" ? "backup" : "primary";
  return state.filter(({ name }) => name === `${site}-address`).map(({ outputs }) => outputs["publicIp"]);
}

/** What each name answers in each zone; one outcome without an answer counts as none, however improbable. */
function answersAt(
  state: readonly StoredResource[],
  names: readonly string[],
  down: readonly string[],
): string[][] {
  const records = state.filter(({ type }) => type === "aws:route53/record:Record");
  const isHealthy = (checkId: string) =>
    !state.some((check) => check.id === checkId && down.some((site) => check.name.includes(`-${site}-`)));
  const zoneIds = [...new Set(records.map(({ inputs }) => String(inputs["zoneId"])))];
  return zoneIds.flatMap((id) => {
    const ofZone = records.filter(({ inputs }) => inputs["zoneId"] === id);
    const recordSets = ofZone.map(({ inputs }) => recordSet(inputs));
    const index = indexZone({ id, name: "example.com.", recordSets });
    return names.map((name) => {
      const outcomes = answer(index, isHealthy, { name, type: "A" });
      if (outcomes.some(({ answers }) => answers.length === 0)) return [];
      return outcomes.flatMap(({ answers }) => answers.map(({ data }) => data));
    });
  });
}
