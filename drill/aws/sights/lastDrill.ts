import { drillJournal, journalKey } from "../journal";
import { parsedJson } from "../parsedJson";
import type { Look } from "./look";
import type { Status } from "./status";
import type { SightWorld } from "./world";

/** The drill in progress, else the last one, by the journal; null when there was none, or none can be seen. */
export async function lastDrill(
  { objects }: Pick<SightWorld, "objects">,
  { see }: Look,
): Promise<Status["drill"]> {
  return see("the drills' journal", async (signal) => {
    const text = (await objects?.read(journalKey, signal)) ?? null;
    if (text === null) return null;
    const { data } = drillJournal.safeParse(parsedJson(text, journalKey));
    if (!data) throw new Error(`${journalKey} is no journal`);
    const { id, fault, principal, startedAt, state, verdict } = data;
    return { id, fault, principal, startedAt, verdict: state === "open" ? null : verdict };
  });
}
