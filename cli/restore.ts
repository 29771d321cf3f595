import { awsClients, type AwsClients } from "../drill/aws/clients";
import type { DrillJournal } from "../drill/aws/journal";
import { journalStore } from "../drill/aws/journalStore";
import { localJournal, type LocalJournal } from "../drill/aws/localJournal";
import { restore as restoreDrill } from "../drill/aws/restore";
import type { AwsTopology } from "../drill/aws/topology";
import { undoByHand } from "../drill/aws/undo";
import { NotRestoredError } from "../drill/notRestored";
import { wallClock, type Clock } from "../rehearsal/clock";
import { topologyOf } from "./awsStack";
import { UserError } from "./errors";
import { exitCodes, type ExitCode } from "./exitCodes";
import type { Surroundings } from "./surroundings";

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
  readonly topologyOf: typeof topologyOf;
  readonly clientsOf: (flags: Pick<RestoreOptions, "profile">) => AwsClients;
  readonly clock: Clock;
}

/**
 * Undoes what the latest drill of a stack has left broken, from any machine, by the journal in the switch's bucket.
 *
 * @throws NotRestoredError when something is left broken; UserError when it is asked of the wrong account or stack.
 */
export async function restore(
  options: RestoreOptions,
  surroundings: Surroundings,
  world: RestoreWorld = aws(),
): Promise<ExitCode> {
  const { environment, signal, stdout, stderr } = surroundings;
  const local = localJournal(options.stack, environment);
  const clients = world.clientsOf(options);
  const { stored, store } = await orByHand(local, async () => {
    const topology = await world.topologyOf(options, surroundings);
    await refuseOthers(topology, options.stack, clients);
    const store = journalStore(topology, clients);
    return { store, stored: await store.read() };
  });
  const sayThatItGoesOn = () => stderr.write("Restoring goes on: what was broken is put back first.\n");
  signal.addEventListener("abort", sayThatItGoesOn);
  const isOpen = stored?.journal.state === "open";
  try {
    if (isOpen) await restoreDrill({ opened: stored, store, clients, clock: world.clock });
  } finally {
    signal.removeEventListener("abort", sayThatItGoesOn);
  }
  local.remove();
  const restored = isOpen ? stored.journal : null;
  stdout.write(options.json ? jsonLine(options.stack, restored) : text(options.stack, restored));
  return exitCodes.holds;
}

/** The world of AWS, in which a second takes a second. */
function aws(): RestoreWorld {
  return { topologyOf, clientsOf: awsClients, clock: wallClock(1) };
}

/** Whatever keeps us from the bucket: where this machine's own journal is open, it says what is left to do. */
async function orByHand<Result>(local: LocalJournal, look: () => Promise<Result>): Promise<Result> {
  try {
    return await look();
  } catch (cause) {
    const known = cause instanceof UserError ? null : local.read();
    if (known?.state !== "open") throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `${known.stack} may not be restored from ${known.fault}: ${reason}\nBy hand, ${undoByHand(known.undo)}`;
    throw new NotRestoredError(message, { cause });
  }
}

async function refuseOthers(
  { stack, accountId, operatorSwitch }: AwsTopology,
  asked: string,
  clients: AwsClients,
): Promise<void> {
  if (stack !== asked)
    throw new UserError(`the topology is that of the stack ${stack}: say --stack ${stack}`);
  if (!operatorSwitch) throw new UserError(`the stack ${stack} has no switch, so nobody can have drilled it`);
  const { client, sdk } = clients.sts(operatorSwitch.region);
  const { Account } = await client.send(new sdk.GetCallerIdentityCommand({}));
  if (Account === accountId) return;
  throw new UserError(
    `these are credentials of the account ${Account ?? "unknown"}, but ${stack} is in ${accountId}: say --profile`,
  );
}

function text(stack: string, restored: DrillJournal | null): string {
  if (!restored) return `nothing to restore: no drill of ${stack} is open\n`;
  return `restored ${stack} from ${restored.fault}: all is as it was before the drill ${restored.id}\n`;
}

function jsonLine(stack: string, restored: DrillJournal | null): string {
  const event = restored
    ? { event: "restored", stack, fault: restored.fault, drill: restored.id }
    : { event: "nothing-to-restore", stack };
  return `${JSON.stringify(event)}\n`;
}
