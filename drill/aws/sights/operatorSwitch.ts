import { forceBackupKey, switchReadyKey } from "../../../site-watcher/plan";
import type { Page } from "../../../site-watcher/ports";
import { overrideNoteKey, readOverrideNote, type OverrideNote } from "../overrideNote";
import type { AwsSwitch } from "../topology";
import type { Look } from "./look";
import type { Status } from "./status";
import type { SightWorld } from "./world";

/** The operator's switch, as checkers see it, with what is noted of it. */
export type SwitchSight = NonNullable<Status["operatorSwitch"]>;

/** Looks at the switch without credentials, as checkers do; at its note with them. */
export async function switchSight(
  operatorSwitch: AwsSwitch,
  world: Pick<SightWorld, "fetchPage" | "reach" | "objects" | "nowMs">,
  { see }: Look,
): Promise<SwitchSight> {
  const pageOf = (key: string) => (signal: AbortSignal) =>
    world.fetchPage(switchRequest(operatorSwitch, key, world.reach), signal);
  const [ready, forced, note] = await Promise.all([
    see("the switch's canary", pageOf(switchReadyKey)),
    see("the switch", pageOf(forceBackupKey)),
    see("the switch's note", async (signal) => {
      const text = (await world.objects?.read(overrideNoteKey, signal)) ?? null;
      return text === null ? null : readOverrideNote(text);
    }),
  ]);
  const isReadable = ready && holdsToken(ready, operatorSwitch);
  const isForced = forced && holdsToken(forced, operatorSwitch);
  // Where not even the canary can be read, an object that is hidden looks like one that is not there.
  const isSurelyOff = isReadable === true && forced !== null && isAbsent(forced);
  const isOn = isForced === true || (isSurelyOff ? false : null);
  return { isOn, isReadable, note, isLeftOver: isOn === true && isOverdue(note, world.nowMs()) };
}

/** How a key of the switch is read: by HTTPS, as its checkers do, from what stands in for S3 on this machine too. */
export function switchRequest({ fqdn }: AwsSwitch, key: string, { standIn }: SightWorld["reach"]) {
  const connectTo = standIn(fqdn, 443);
  return { url: `https://${fqdn}/${key}`, ...(connectTo && { connectTo }) };
}

function holdsToken({ status, body }: Page, { searchString }: AwsSwitch): boolean {
  return status === 200 && body.includes(searchString);
}

/** To whom may not list a bucket, S3 says 403 of an object that is not there (API GetObject, "Permissions"). */
function isAbsent({ status }: Page): boolean {
  return status === 403 || status === 404;
}

function isOverdue(note: OverrideNote | null, nowMs: number): boolean {
  return note !== null && note.endedAt === null && note.until !== null && nowMs > Date.parse(note.until);
}
