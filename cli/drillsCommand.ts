import type { Command } from "commander";
import type { DrillsOptions } from "./drills";

/** Adds `drills` and its flags to the program. */
export function addDrillsCommand(
  program: Command,
  onDrills: (options: DrillsOptions) => Promise<void>,
): void {
  program
    .command("drills")
    .summary("list past drills and their verdicts")
    .description("Lists the newest 20 drills of a deployed stack that have ended, from the switch's bucket.")
    .option("--outputs <file>", "output of pulumi stack output --json, or a topology.json")
    .option("--stack <name>", "the stack that was drilled", "prod")
    .option("--profile <name>", "of the AWS configuration; default: the SDK's own chain")
    .option("--json", "one JSON object a drill, newest first", false)
    .option("--debug", "stack traces of errors", false)
    .addHelpText("after", helpAfter)
    // --debug is about how errors are printed, which is not the command's matter.
    .action(({ debug: _debug, ...options }: Flags) => onDrills(options));
}

interface Flags extends DrillsOptions {
  readonly debug: boolean;
}

const helpAfter = `
Examples:
  failover drills
  failover drills --json | jq -r 'select(.verdict == "pass").startedAt' | head -1

Exit codes: 0 listed, 1 they could not be, 2 bad input.`;
