import type { Clock } from "../../rehearsal/clock";
import { NotRestoredError } from "../notRestored";
import { TraceLeftError } from "../traceLeft";
import type { AwsClients } from "./clients";
import { disarm, isArmed } from "./deadMan";
import type { DrillJournal, UndoCall } from "./journal";
import type { JournalStore, StoredJournal } from "./journalStore";
import { refusalOf, type Refusal } from "./refusal";
import { carryOut, isGone, readBack, undoByHand } from "./undo";
import type { Progress, Receipt } from "./undo/undo";

/** What is restored, and with what. */
export interface RestoreArgs {
  readonly opened: StoredJournal;
  readonly store: Pick<JournalStore, "close">;
  readonly clients: AwsClients;
  readonly clock: Clock;
}

/**
 * Puts everything back that a drill has left behind, wherever it was cut short, and closes its journal as interrupted.
 * Again is the same as once. It takes no signal: nobody's Ctrl-C leaves a fault standing.
 *
 * @throws NotRestoredError while the fault stands; TraceLeftError when it is undone.
 */
export async function restore({ opened, store, clients, clock }: RestoreArgs): Promise<DrillJournal> {
  await putBack(opened.journal, clients, clock);
  return closed({ opened, store, clock }, "Everything is restored");
}

/**
 * Takes away what is left of a drill whose target AWS no longer has, and closes its journal as interrupted: there is
 * nothing to put back. Where the target is still there, nothing is changed.
 *
 * @returns null where the target is still there.
 * @throws NotRestoredError when nobody can tell; TraceLeftError when only a trace of the drill is left.
 */
export async function closeIfGone({
  opened,
  store,
  clients,
  clock,
}: RestoreArgs): Promise<DrillJournal | null> {
  const { stack, fault, undo } = opened.journal;
  let gone: boolean;
  try {
    gone = await persist(clock, () => isGone(undo, clients));
  } catch (cause) {
    const reason = `${messageOf(cause)}${remedies[refusalOf(cause)]}`;
    const message = `${stack} may not be restored from ${fault}: whether what it broke is still there cannot be told: ${reason}`;
    throw new NotRestoredError(message, { cause });
  }
  if (!gone) return null;
  await disarmed(opened.journal, clients, clock, nothingLeft);
  return closed({ opened, store, clock }, nothingLeft);
}

const nothingLeft = "Nothing is left to restore";

/**
 * Undoes a drill's fault, proves it by reading it back, and only then removes the schedule that would do it otherwise.
 * The journal stays open, for whoever goes on to watch the way home.
 *
 * @returns what AWS said of the call that did it; of no call, without ids, where somebody else has changed what was broken.
 * @throws NotRestoredError while the fault stands; TraceLeftError when it is undone, and the schedule could not be removed.
 */
export async function putBack(journal: DrillJournal, clients: AwsClients, clock: Clock): Promise<Receipt> {
  let receipt: Receipt;
  try {
    receipt = await undone(journal, clients, clock);
  } catch (cause) {
    throw new NotRestoredError(await whatToDo(journal, clients, cause), { cause });
  }
  await disarmed(journal, clients, clock, "Everything is restored");
  return receipt;
}

async function disarmed(
  journal: DrillJournal,
  clients: AwsClients,
  clock: Clock,
  done: string,
): Promise<void> {
  const { schedule, undoneAt } = journal;
  const left = `the schedule ${schedule.name} is left, which makes its call at ${undoneAt}`;
  await withoutTrace(`${done}, but ${left}`, journal, clock, async () => {
    await disarm(schedule, clients);
    return true;
  });
}

function closed(
  { opened, store, clock }: Pick<RestoreArgs, "opened" | "store" | "clock">,
  done: string,
): Promise<DrillJournal> {
  return withoutTrace(`${done}, but its journal could not be closed`, opened.journal, clock, () =>
    store.close(opened, "interrupted"),
  );
}

/** Removes what is left of a drill whose fault no longer stands. @throws TraceLeftError that says what is left. */
async function withoutTrace<Result>(
  left: string,
  { stack }: DrillJournal,
  clock: Clock,
  remove: () => Promise<Result>,
): Promise<Result> {
  try {
    return await persist(clock, remove);
  } catch (cause) {
    const again = `Again, to clear it away: failover restore --stack ${stack}`;
    throw new TraceLeftError(`${left}: ${messageOf(cause)}.\n${again}`, { cause });
  }
}

/** How long a restore goes on trying, in seconds; an instance may take minutes to stop before it can be started. */
export const restoreLimitSeconds = 600;

/** Seconds between two looks, and the longest wait after an error. */
const pollSeconds = 5;
const longestWaitSeconds = 40;

/**
 * What AWS says of a change comes late at times, so that an instance that has just been told to stop may be called
 * running: the call is made in any case, and counts only with what is read afterwards.
 * Source: EC2 API, "Eventual consistency in the Amazon EC2 API".
 */
async function undone({ undo }: DrillJournal, clients: AwsClients, clock: Clock): Promise<Receipt> {
  let receipt: Receipt | null = null;
  return persist(clock, async () => {
    const before = await progressOf(undo, clients, receipt);
    if (before === "underway") return null;
    if (before === "changed") return receipt ?? noReceipt;
    if (before === "undone" && receipt) return receipt;
    receipt = await carryOut(undo, clients);
    const after = await readBack(undo, clients, receipt);
    return after === "undone" || after === "changed" ? receipt : null;
  });
}

const noReceipt: Receipt = { requestId: null, commandId: null };

/** Whoever may not look, or is not answered, can undo it all the same: then the fault is taken for standing. */
async function progressOf(undo: UndoCall, clients: AwsClients, receipt: Receipt | null): Promise<Progress> {
  try {
    return await readBack(undo, clients, receipt);
  } catch (error) {
    if (receipt || refusalOf(error) === "absent") throw error;
    return "standing";
  }
}

/** Tries until there is a result, less and less often after errors, within the limit. @throws the last error. */
async function persist<Result>(clock: Clock, step: () => Promise<Result | null>): Promise<Result> {
  const untilSeconds = clock.nowSeconds() + restoreLimitSeconds;
  let waitSeconds = pollSeconds;
  for (;;) {
    let trouble: unknown = new Error(`it did not come about within ${restoreLimitSeconds} s`);
    try {
      const result = await step();
      if (result !== null) return result;
      waitSeconds = pollSeconds;
    } catch (error) {
      if (isHopeless(refusalOf(error))) throw error;
      trouble = error;
      waitSeconds = Math.min(waitSeconds * 2, longestWaitSeconds);
    }
    if (clock.nowSeconds() + waitSeconds > untilSeconds) throw trouble;
    await clock.sleep(waitSeconds);
  }
}

/** No further try can help: somebody must see to it first. */
function isHopeless(refusal: Refusal): boolean {
  return refusal === "credentials" || refusal === "rights" || refusal === "absent";
}

async function whatToDo(journal: DrillJournal, clients: AwsClients, cause: unknown): Promise<string> {
  const { stack, fault, undo } = journal;
  return (
    `${stack} is not restored from ${fault}: ${messageOf(cause)}${remedies[refusalOf(cause)]} ${await whatTheScheduleDoes(journal, clients)}\n` +
    `By hand, ${undoByHand(undo)}; then: failover restore --stack ${stack}`
  );
}

const remedies: Readonly<Record<Refusal, string>> = {
  credentials: "; sign in again.",
  rights: "; use a role that may.",
  absent: "; deploy the stack again.",
  capacity: "; AWS has no room for this instance type in its zone now.",
  throttled: "; AWS has been asked too often.",
  other: ".",
};

async function whatTheScheduleDoes(
  { schedule, undoneAt }: DrillJournal,
  clients: AwsClients,
): Promise<string> {
  const tries = `The schedule ${schedule.name} tries it at ${undoneAt}`;
  try {
    return (await isArmed(schedule, clients)) ? `${tries}.` : "No schedule is left to try it.";
  } catch {
    return `${tries}, unless somebody has removed it.`;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, "") : String(error);
}
