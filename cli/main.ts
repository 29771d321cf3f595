import { createRequire } from "node:module";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { NotRestoredError } from "../drill/scenario";
import { faultNames } from "../rehearsal/faults";
import type * as answerModule from "./answer";
import type { AnswerOptions } from "./answer";
import { addAnswerCommand } from "./answerCommand";
import { InterruptedError, UserError } from "./errors";
import { exitCodes, type ExitCode } from "./exitCodes";
import type * as rehearseModule from "./rehearse";
import type { RehearseOptions } from "./rehearse";
import type { Surroundings } from "./surroundings";

/** What each command does; tests put their own in place. */
export interface Commands {
  readonly rehearse: (options: RehearseOptions, surroundings: Surroundings) => Promise<ExitCode>;
  readonly answer: (options: AnswerOptions, surroundings: Surroundings) => Promise<ExitCode>;
}

/** Runs the command line `failover …` and returns its exit code; errors are printed in a line or two. */
export async function main(
  surroundings: Surroundings,
  commands: Commands = loadedCommands,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.holds;
  const program = commandLine(surroundings, async (options) => {
    exitCode = await commands.rehearse(options, surroundings);
  });
  addAnswerCommand(program, async (options) => {
    exitCode = await commands.answer(options, surroundings);
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
};

const maxSeed = 2 ** 32 - 1;

function commandLine(
  { stdout, stderr }: Surroundings,
  onRehearse: (options: RehearseOptions) => Promise<void>,
): Command {
  const program = new Command("failover")
    .description(
      "Proves that the shop stays reachable: rehearses the failover of a stack, without an AWS account.",
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
  program
    .command("rehearse")
    .summary("break the primary on this machine and watch the failover and the way back")
    .description(
      "Runs the Pulumi program of a stack under recording, brings what it declares to life on loopback (two sites, " +
        "health checkers, name server, resolver, shoppers), breaks the primary, restores it, and judges the outage " +
        "by the budget that the program promises.",
    )
    .option("--stack <name>", "the stack to rehearse: Pulumi.<name>.yaml", "prod")
    .addOption(
      new Option("--fault <name>", "what breaks; all rehearses one after the other")
        .choices([...faultNames, "all"])
        .default("stop-instance"),
    )
    .option("--speed <number>", "scenario seconds in a second of yours, at least 1", speedOf, 10)
    .option(
      "--seed <number>",
      "decides every chance, so that a run can be repeated (default: random)",
      seedOf,
    )
    .option("--report <folder>", "writes report.html, report.json and junit.xml there")
    .option("--json", "one JSON object a line: every event, at last the verdict", false)
    .option("--debug", "stack traces of errors", false)
    .addHelpText("after", helpAfter)
    // --debug is about how errors are printed, which is done here.
    .action(({ debug: _debug, ...options }: Flags) => onRehearse(options));
  return program;
}

interface Flags extends RehearseOptions {
  readonly debug: boolean;
}

const helpAfter = `
Examples:
  failover rehearse                                  the production stack; its instance stops
  failover rehearse --stack staging --speed 30       another stack, faster
  failover rehearse --fault kill-server --seed 4207  another fault, as in an earlier run
  failover rehearse --json | jq -c 'select(.event == "answer")'

Exit codes: 0 the failover holds, 1 it does not (or this machine was too busy to tell), 2 bad input,
3 something could not be restored, 130 interrupted and everything restored.`;

function speedOf(text: string): number {
  const speed = Number(text);
  if (text.trim() !== "" && Number.isFinite(speed) && speed >= 1) return speed;
  throw new InvalidArgumentError("It must be a number of at least 1, such as 10.");
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed <= maxSeed) return seed;
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${maxSeed}, such as 4207.`);
}

function exitCodeOf(error: unknown, { argv, stderr }: Surroundings): ExitCode {
  // commander has printed its own message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.holds : exitCodes.badInput;
  const isDebug = argv.includes("--debug");
  const text = error instanceof Error ? (isDebug && error.stack) || error.message : String(error);
  const say = (line: string) => stderr.write(`${line}\n`);
  if (error instanceof InterruptedError) {
    say(text);
    return exitCodes.interrupted;
  }
  say(`error: ${text}`);
  if (error instanceof UserError) return exitCodes.badInput;
  if (error instanceof NotRestoredError) return exitCodes.notRestored;
  if (!isDebug) say("--debug shows where it happened.");
  return exitCodes.finding;
}
