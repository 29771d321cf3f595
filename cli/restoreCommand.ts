import type { Command } from "commander";
import type { RestoreOptions } from "./restore";

/** Adds `restore` and its flags to the program. */
export function addRestoreCommand(
  program: Command,
  onRestore: (options: RestoreOptions) => Promise<void>,
): void {
  program
    .command("restore")
    .summary("undo what a drill on AWS has left broken")
    .description(
      "Undoes the fault of a drill that was cut short, proves that it is undone, and closes the drill's journal. It " +
        "needs nothing of the machine that drilled: the journal in the switch's bucket says what to do.",
    )
    .option("--stack <name>", "the stack that was drilled", "prod")
    .option("--outputs <file>", "output of `pulumi stack output --json`, or its topology alone")
    .option("--profile <name>", "the profile of ~/.aws/config; by default as the AWS SDK chooses")
    .option("--json", "one JSON object: what was restored", false)
    .option("--debug", "stack traces of errors", false)
    .addHelpText("after", helpAfter)
    // --debug is about how errors are printed, which is not the command's matter.
    .action(({ debug: _debug, ...options }: Flags) => onRestore(options));
}

interface Flags extends RestoreOptions {
  readonly debug: boolean;
}

const helpAfter = `
Where nothing is left to restore it says so and changes nothing. Ctrl-C does not cut it short once
it has begun.

Examples:
  failover restore
  failover restore --stack staging --profile drill

Exit codes: 0 nothing of a drill is left to undo, 1 a trace of the drill is left or nothing could be
told, 2 bad input, 3 not restored: the error says what to do by hand, or what somebody must look at.`;
