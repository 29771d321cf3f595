import { forceBackupKey } from "../../site-watcher/plan";
import { awaitedAnswer, type AwaitedAnswer } from "./awaitedAnswer";
import { failureReason } from "./failureReason";
import { overrideNoteKey, overrideNoteText, readOverrideNote, type OverrideNote } from "./overrideNote";
import type { AnswerSight } from "./sights/answers";
import { callLimitMs } from "./sights/look";
import { switchRequest } from "./sights/operatorSwitch";
import { siteSight } from "./sights/sites";
import type { SightWorld } from "./sights/world";
import type { SwitchObjects } from "./switchObjects";
import type { AwsSwitch, AwsTopology } from "./topology";

/** What an override needs of the world: nothing of the primary's region but its page. */
export type OverrideWorld = Pick<SightWorld, "clock" | "nowMs" | "fetchPage" | "askNameServer" | "reach"> & {
  readonly objects: SwitchObjects;
};

/** A topology with a switch. */
export type SwitchedTopology = AwsTopology & { readonly operatorSwitch: AwsSwitch };

/** What an operator asks for. */
export interface OverrideRequest {
  readonly action: "on" | "off";
  /** The ARN that STS names. */
  readonly by: string;
  readonly reason: string | null;
  /** How long it is meant to be on; null when nobody says. */
  readonly forSeconds: number | null;
  /** Whether to do it though the site that traffic would go to does not look well. */
  readonly isForced: boolean;
}

/** What came of it. */
export type OverrideOutcome =
  | { readonly outcome: "refused"; readonly problem: string }
  | ({
      readonly outcome: "done";
      /** Whether the switch was the other way before. */
      readonly hasChanged: boolean;
      /** What did not go as it should, though the switch is as it was asked for. */
      readonly warnings: readonly string[];
    } & AwaitedAnswer);

/** Is told what happens. */
export interface OverrideListener {
  /** The switch is as it was asked for; from here on it stays so. */
  readonly onSwitched: (hasChanged: boolean) => void;
  readonly onAnswer: (answer: AnswerSight) => void;
}

/**
 * Puts the switch on or off and waits until the name servers answer with the backup or the primary. Idempotent: asking
 * twice leaves what asking once leaves. Whatever fails or is interrupted after the switch was turned, it stays turned.
 *
 * @throws what S3 refuses the switch with, and the signal's reason when it aborts.
 */
export async function override(
  request: OverrideRequest,
  topology: SwitchedTopology,
  world: OverrideWorld,
  signal: AbortSignal,
  { onSwitched, onAnswer }: OverrideListener,
): Promise<OverrideOutcome> {
  const { action, isForced } = request;
  const problem = isForced ? null : await gateProblem(action, topology, world, signal);
  signal.throwIfAborted();
  if (problem !== null) return { outcome: "refused", problem };
  const limited = () => AbortSignal.any([signal, AbortSignal.timeout(callLimitMs)]);
  // Only to tell what has changed: turning the switch must not fail for it.
  const before = await world.objects.read(forceBackupKey, limited()).catch(() => null);
  await turn(action, topology.operatorSwitch, world.objects, limited()).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
  const hasChanged = (before !== null) !== (action === "on");
  onSwitched(hasChanged);
  const warnings = [
    ...(await noteProblems(request, world, limited())),
    ...(action === "on" ? await visibilityProblems(topology.operatorSwitch, world, limited()) : []),
  ];
  const role = action === "on" ? "backup" : "primary";
  const answer = await awaitedAnswer(role, topology, world, signal, onAnswer);
  return { outcome: "done", hasChanged, warnings, ...answer };
}

/** Why traffic should not go where it would; null when it may. */
async function gateProblem(
  action: OverrideRequest["action"],
  topology: AwsTopology,
  world: OverrideWorld,
  signal: AbortSignal,
): Promise<string | null> {
  const [primary, backup] = await Promise.all(
    topology.sites.map((site) => siteSight(site, topology, world, signal)),
  );
  const target = action === "on" ? backup : primary;
  if (target && target.problem !== null)
    return `the ${target.role} is unhealthy at ${target.publicIp}: ${target.problem}`;
  if (action === "on") return null;
  const [ofPrimary, ofBackup] = [primary?.contentVersion ?? null, backup?.contentVersion ?? null];
  if (ofPrimary === null || ofBackup === null || ofPrimary === ofBackup) return null;
  return `the content of one site is stale: the primary serves ${ofPrimary}, the backup ${ofBackup}`;
}

async function turn(
  action: OverrideRequest["action"],
  { searchString }: AwsSwitch,
  objects: SwitchObjects,
  signal: AbortSignal,
): Promise<void> {
  // Anybody can read it: it says what checkers look for, and not why.
  if (action === "on") await objects.put(forceBackupKey, `${searchString}\n`, "text/plain", signal);
  else await objects.remove(forceBackupKey, signal);
}

/** Writes down what was done. Traffic has moved already, so a note that fails is told and does no more. */
async function noteProblems(
  request: OverrideRequest,
  { objects, nowMs }: OverrideWorld,
  signal: AbortSignal,
): Promise<string[]> {
  try {
    const text = await objects.read(overrideNoteKey, signal).catch(nullWhereHidden);
    const before = text === null ? null : noteOrNull(text);
    const note = noteAfter(request, before, nowMs());
    if (note !== null) await objects.put(overrideNoteKey, overrideNoteText(note), "application/json", signal);
    return [];
  } catch (error) {
    return [`it could not be noted in ${overrideNoteKey}: ${failureReason(error)}`];
  }
}

/** Whoever asks again for what is on already may say something else of it; since when it is on stays. */
function noteAfter(
  { action, by, reason, forSeconds }: OverrideRequest,
  before: OverrideNote | null,
  nowMs: number,
): OverrideNote | null {
  const now = new Date(nowMs).toISOString();
  const open = before !== null && before.endedAt === null ? before : null;
  if (action === "off") return open && { ...open, endedAt: now, endedBy: by };
  return {
    by,
    since: open?.since ?? now,
    reason: reason ?? open?.reason ?? null,
    until: forSeconds === null ? (open?.until ?? null) : new Date(nowMs + forSeconds * 1_000).toISOString(),
    endedAt: null,
    endedBy: null,
  };
}

function noteOrNull(text: string): OverrideNote | null {
  try {
    return readOverrideNote(text);
  } catch {
    return null;
  }
}

/** To whom may not list a bucket, S3 denies access to an object that is not there (API GetObject, "Permissions"). */
function nullWhereHidden(error: unknown): null {
  if (error instanceof Error && error.name === "AccessDenied") return null;
  throw error;
}

/** S3 takes an object that its Block Public Access then hides from the checkers. */
async function visibilityProblems(
  operatorSwitch: AwsSwitch,
  { fetchPage, reach }: OverrideWorld,
  signal: AbortSignal,
): Promise<string[]> {
  const seen = await fetchPage(switchRequest(operatorSwitch, forceBackupKey, reach), signal).catch(
    (error: unknown) => failureReason(error),
  );
  if (typeof seen === "string") return [`the switch could not be read as checkers read it: ${seen}`];
  if (seen.status === 200 && seen.body.includes(operatorSwitch.searchString)) return [];
  return [
    `checkers cannot read the switch (status ${seen.status}), so it counts as off: is public access to the bucket or the account blocked?`,
  ];
}
