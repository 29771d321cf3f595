import { journalKey, type DrillJournal } from "../drill/aws/journal";
import { journalFit } from "../drill/aws/journalFit";
import { journalStore } from "../drill/aws/journalStore";
import { localJournal } from "../drill/aws/localJournal";
import { closeIfGone, restore as restoreDrill, type RestoreArgs } from "../drill/aws/restore";
import type { AwsTopology } from "../drill/aws/topology";
import { NotRestoredError } from "../drill/notRestored";
import { wallClock, type Clock } from "../rehearsal/clock";
import { openStack, type OpenedStack } from "./awsStack";
import { UserError } from "./errors";
import { exitCodes, type ExitCode } from "./exitCodes";
import { forget, orByHand } from "./localDrill";
import type { Surroundings } from "./surroundings";
import { visible } from "./visibleText";

/** The flags of `restore`. */
export interface RestoreOptions {
  readonly stack: string;
  /** File with the stack's outputs, or with its topology alone. */
  readonly outputs?: string;
  readonly profile?: string;
  readonly json: boolean;
}

/** What restoring needs of the world; tests put their own in place. */
export interface RestoreWorld {
  readonly openStack: typeof openStack;
  readonly clock: Clock;
}

/**
 * Undoes what the latest drill of a stack has left broken, from any machine, by the journal in the switch's bucket.
 *
 * @throws NotRestoredError when something is left broken, or when nothing may be done by that journal; UserError when it is
 * asked of the wrong account or stack.
 */
export async function restore(
  options: RestoreOptions,
  surroundings: Surroundings,
  world: RestoreWorld = aws(),
): Promise<ExitCode> {
  const { environment, signal, stdout, stderr } = surroundings;
  const local = localJournal(options.stack, environment);
  const { topology, clients, stored, store } = await orByHand(local, async () => {
    const stack = await world.openStack(options, surroundings, { mayAskPulumi: true });
    refuseUndrilled(stack);
    const store = journalStore(stack.topology, stack.clients);
    return { ...stack, store, stored: await store.read() };
  });
  const sayThatItGoesOn = () => stderr.write("Restoring goes on: what was broken is put back first.\n");
  signal.addEventListener("abort", sayThatItGoesOn);
  const opened = stored?.journal.state === "open" ? stored : null;
  try {
    if (opened) {
      const event = await ended(topology, { opened, store, clients, clock: world.clock });
      stdout.write(lineOf(options, event, opened.journal));
    }
  } finally {
    signal.removeEventListener("abort", sayThatItGoesOn);
  }
  forget(local, stored?.journal ?? null);
  if (!opened) stdout.write(nothingToRestore(options));
  return exitCodes.holds;
}

/** The world of AWS, in which a second takes a second. */
function aws(): RestoreWorld {
  return { openStack, clock: wallClock(1) };
}

function refuseUndrilled({ topology: { stack, operatorSwitch }, caller }: OpenedStack): void {
  if (!operatorSwitch) throw new UserError(`the stack ${stack} has no switch, so nobody can have drilled it`);
  if ("problem" in caller)
    throw new UserError(`the account cannot be told, so nothing was touched: ${caller.problem}`);
}

type Ending = "restored" | "nothing-left";

/** Ends an open drill, if its journal is one that a drill of this stack can have left. */
async function ended(topology: AwsTopology, drill: RestoreArgs): Promise<Ending> {
  const { problems, unknownIds } = journalFit(topology, drill.opened.journal);
  if (problems.length > 0) throw misfit(topology, [...problems, ...unknownIds]);
  if (unknownIds.length === 0) {
    await restoreDrill(drill);
    return "restored";
  }
  // A deployment may have replaced what was broken, and nobody could ever drill again.
  if ((await closeIfGone(drill)) === null) throw misfit(topology, unknownIds);
  return "nothing-left";
}

function misfit({ stack, operatorSwitch }: AwsTopology, problems: readonly string[]): NotRestoredError {
  const journal = `s3://${operatorSwitch?.bucketName ?? ""}/${journalKey}`;
  return new NotRestoredError(
    `${stack} may not be restored: ${journal} does not fit it: ${problems.map(visible).join("; ")}.\n` +
      `Nothing was touched. Somebody must look at ${journal}, and at who has written it.`,
  );
}

function lineOf({ stack, json }: RestoreOptions, event: Ending, { fault, id }: DrillJournal): string {
  if (json) return `${JSON.stringify({ event, stack, fault, drill: id })}\n`;
  if (event === "restored") return `restored ${stack} from ${fault}: nothing is left of the drill ${id}\n`;
  return `nothing left to restore: what ${fault} broke in ${stack} is gone since; the drill ${id} is closed\n`;
}

function nothingToRestore({ stack, json }: RestoreOptions): string {
  if (json) return `${JSON.stringify({ event: "nothing-to-restore", stack })}\n`;
  return `nothing to restore: no drill of ${stack} is open\n`;
}
