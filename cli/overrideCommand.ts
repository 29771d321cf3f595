import { Argument, type Command } from "commander";
import { addAwsFlags, type AwsFlags } from "./awsFlags";
import { durationOf } from "./flagValues";
import type { OverrideOptions } from "./override";

/** Adds `override` and its flags to the program. */
export function addOverrideCommand(
  program: Command,
  onOverride: (options: OverrideOptions) => Promise<void>,
): void {
  const command = program
    .command("override")
    .summary("put traffic on the backup by hand, and home again")
    .description(
      "Turns the operator's switch of a deployed stack, and waits until the zone's name servers answer accordingly. " +
        "Asks nothing of us-east-1: neither Route 53's API nor the primary's region.",
    )
    .addArgument(new Argument("<action>", "what the switch shall be").choices(["on", "off", "status"]))
    .option("--reason <text>", "why, for those who find it on; kept out of strangers' sight")
    .option("--for <duration>", "how long it is meant to be on, such as 90m or 2h", durationOf)
    .option(
      "--force",
      "though the site that traffic goes to does not look well, or its content is stale",
      false,
    );
  addAwsFlags(command)
    .addHelpText("after", helpAfter)
    // --debug is about how errors are printed, which is not the command's matter.
    .action((action: OverrideOptions["action"], { debug: _debug, for: forSeconds, ...options }: Flags) =>
      onOverride({ ...options, action, ...(forSeconds !== undefined && { forSeconds }) }),
    );
}

interface Flags extends AwsFlags {
  readonly reason?: string;
  readonly for?: number;
  readonly force: boolean;
  readonly debug: boolean;
}

const helpAfter = `
on is refused while the backup is unhealthy; off while the primary is, or while the sites serve
different content. Nothing turns the switch off by itself: --for tells others when it is left over.
The stack's parts are those of --outputs, else of the copy beside the switch.

Examples:
  failover override on --reason "us-east-1 is failing" --for 2h
  failover override off
  failover override status --stack staging --json

Exit codes: 0 the name servers answer accordingly (status: the switch is known, and not left over);
1 refused, or they do not; 2 bad input; 130 interrupted: the switch stays as it was put.`;
