import type { Command } from "commander";
import { addAwsFlags, type AwsFlags } from "./awsFlags";

/** Adds `status` and its flags to the program. */
export function addStatusCommand(program: Command, onStatus: (options: AwsFlags) => Promise<void>): void {
  const command = program
    .command("status")
    .summary("look at a deployed stack: sites, checks, answers, switch, alarms, drills")
    .description(
      "Looks at everything that the failover of a deployed stack hangs on, and changes nothing. What cannot be seen " +
        "is listed with the reason.",
    );
  addAwsFlags(command)
    .addHelpText("after", helpAfter)
    // --debug is about how errors are printed, which is not the command's matter.
    .action(({ debug: _debug, ...options }: Flags) => onStatus(options));
}

interface Flags extends AwsFlags {
  readonly debug: boolean;
}

const helpAfter = `
The stack's parts are those of --outputs; without it those that the Pulumi CLI tells where it is
installed, else the copy beside the switch in the backup's region. Uses the AWS
credentials of the environment. --map and --resolver may be repeated.

Examples:
  failover status
  failover status --stack staging --json
  failover status --outputs outputs.json --profile observe --resolver 192.0.2.53

Exit codes: 0 all is healthy and known; 1 something is not, or could not be seen; 2 bad input.`;
