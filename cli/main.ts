import { createRequire } from "node:module";
import { Command, CommanderError } from "commander";
import { NotRestoredError } from "../drill/notRestored";
import type * as answerModule from "./answer";
import type { AnswerOptions } from "./answer";
import { addAnswerCommand } from "./answerCommand";
import type * as drillModule from "./drill";
import type { DrillCommandOptions } from "./drill";
import { addDrillCommand } from "./drillCommand";
import type * as drillsModule from "./drills";
import type { DrillsOptions } from "./drills";
import { addDrillsCommand } from "./drillsCommand";
import { InterruptedError, UserError } from "./errors";
import type { AwsFlags } from "./awsFlags";
import { exitCodes, type ExitCode } from "./exitCodes";
import type * as overrideModule from "./override";
import type { OverrideOptions } from "./override";
import { addOverrideCommand } from "./overrideCommand";
import type * as publishModule from "./publish";
import type { PublishOptions } from "./publish";
import { addPublishCommand } from "./publishCommand";
import type * as rehearseModule from "./rehearse";
import type { RehearseOptions } from "./rehearse";
import { addRehearseCommand } from "./rehearseCommand";
import type * as restoreModule from "./restore";
import type { RestoreOptions } from "./restore";
import { addRestoreCommand } from "./restoreCommand";
import type * as serveModule from "./serve";
import type { ServeOptions } from "./serve";
import { addServeCommand } from "./serveCommand";
import type * as statusModule from "./status";
import { addStatusCommand } from "./statusCommand";
import type { Surroundings } from "./surroundings";

/** What each command does; tests put their own in place. */
export interface Commands {
  readonly rehearse: (options: RehearseOptions, surroundings: Surroundings) => Promise<ExitCode>;
  readonly answer: (options: AnswerOptions, surroundings: Surroundings) => Promise<ExitCode>;
  readonly serve: (options: ServeOptions, surroundings: Surroundings) => Promise<ExitCode>;
  readonly publish: (options: PublishOptions, surroundings: Surroundings) => Promise<ExitCode>;
  readonly restore: (options: RestoreOptions, surroundings: Surroundings) => Promise<ExitCode>;
  readonly drill: (options: DrillCommandOptions, surroundings: Surroundings) => Promise<ExitCode>;
  readonly drills: (options: DrillsOptions, surroundings: Surroundings) => Promise<ExitCode>;
  readonly status: (options: AwsFlags, surroundings: Surroundings) => Promise<ExitCode>;
  readonly override: (options: OverrideOptions, surroundings: Surroundings) => Promise<ExitCode>;
}

/** Runs the command line `failover …` and returns its exit code; errors are printed in a line or two. */
export async function main(
  surroundings: Surroundings,
  commands: Commands = loadedCommands,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.holds;
  const program = commandLine(surroundings);
  addRehearseCommand(program, async (options) => {
    exitCode = await commands.rehearse(options, surroundings);
  });
  addAnswerCommand(program, async (options) => {
    exitCode = await commands.answer(options, surroundings);
  });
  addServeCommand(program, async (options) => {
    exitCode = await commands.serve(options, surroundings);
  });
  addPublishCommand(program, async (options) => {
    exitCode = await commands.publish(options, surroundings);
  });
  addRestoreCommand(program, async (options) => {
    exitCode = await commands.restore(options, surroundings);
  });
  addDrillCommand(program, async (options) => {
    exitCode = await commands.drill(options, surroundings);
  });
  addDrillsCommand(program, async (options) => {
    exitCode = await commands.drills(options, surroundings);
  });
  addStatusCommand(program, async (options) => {
    exitCode = await commands.status(options, surroundings);
  });
  addOverrideCommand(program, async (options) => {
    exitCode = await commands.override(options, surroundings);
  });
  try {
    await program.parseAsync([...surroundings.argv], { from: "user" });
    return exitCode;
  } catch (error) {
    return exitCodeOf(error, surroundings);
  }
}

const load = createRequire(__filename);

// Pulumi's SDK takes seconds to load: neither --help nor a mistyped flag should wait for it.
const loadedCommands: Commands = {
  rehearse: (options, surroundings) =>
    (load("./rehearse") as typeof rehearseModule).rehearse(options, surroundings),
  answer: (options, surroundings) => (load("./answer") as typeof answerModule).answer(options, surroundings),
  serve: (options, surroundings) => (load("./serve") as typeof serveModule).serve(options, surroundings),
  publish: (options, surroundings) =>
    (load("./publish") as typeof publishModule).publish(options, surroundings),
  restore: (options, surroundings) =>
    (load("./restore") as typeof restoreModule).restore(options, surroundings),
  drill: (options, surroundings) => (load("./drill") as typeof drillModule).drill(options, surroundings),
  drills: (options, surroundings) => (load("./drills") as typeof drillsModule).drills(options, surroundings),
  status: (options, surroundings) => (load("./status") as typeof statusModule).status(options, surroundings),
  override: (options, surroundings) =>
    (load("./override") as typeof overrideModule).override(options, surroundings),
};

function commandLine({ stdout, stderr }: Surroundings): Command {
  return new Command("failover")
    .description(
      "Proves that the shop stays reachable: rehearses the failover of a stack, without an AWS account; looks at " +
        "deployed stacks, drills them, and moves their traffic by hand.",
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}

function exitCodeOf(error: unknown, { argv, stderr }: Surroundings): ExitCode {
  // commander has printed its own message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.holds : exitCodes.badInput;
  const isDebug = argv.includes("--debug");
  const text = error instanceof Error ? (isDebug && error.stack) || error.message : String(error);
  const say = (line: string) => stderr.write(`${line}\n`);
  if (error instanceof InterruptedError) {
    // What a rehearsal says is that all is undone; the others have been cut short, and override has told how the switch stays.
    if (argv[0] === "rehearse") say(text);
    return exitCodes.interrupted;
  }
  say(`error: ${text}`);
  if (error instanceof UserError) return exitCodes.badInput;
  if (error instanceof NotRestoredError) return exitCodes.notRestored;
  if (!isDebug) say("--debug shows where it happened.");
  return exitCodes.finding;
}
