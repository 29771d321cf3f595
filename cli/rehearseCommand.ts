import { Option, type Command } from "commander";
import { everyFaultName } from "../rehearsal/faults/names";
import { seedOf, speedOf } from "./flagValues";
import type { RehearseOptions } from "./rehearse";

/** Adds `rehearse` and its flags to the program. */
export function addRehearseCommand(
  program: Command,
  onRehearse: (options: RehearseOptions) => Promise<void>,
): void {
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
        .choices([...everyFaultName, "all"])
        .default("stop-instance"),
    )
    .option("--speed <number>", "scenario seconds in a second of yours, at least 1", speedOf, 10)
    .option(
      "--seed <number>",
      "decides every chance, so that a run can be repeated (default: random)",
      seedOf,
    )
    .option(
      "--report <folder>",
      "writes report.html, report.json and junit.xml there; with all, in a folder for each fault",
    )
    .option("--json", "one JSON object a line: every event, at last the verdict", false)
    .option("--debug", "stack traces of errors", false)
    .addHelpText("after", helpAfter)
    // --debug is about how errors are printed, which is not the command's matter.
    .action(({ debug: _debug, ...options }: Flags) => onRehearse(options));
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
