import { Option, type Command } from "commander";
import { awsFaultNames } from "../drill/aws/faults";
import { addAwsFlags } from "./awsFlags";
import type { DrillCommandOptions } from "./drill";

/** Adds `drill` and its flags to the program. */
export function addDrillCommand(
  program: Command,
  onDrill: (options: DrillCommandOptions) => Promise<void>,
): void {
  const command = program
    .command("drill")
    .summary("break the primary on AWS, watch the failover, and restore it")
    .description(
      "Breaks the primary of a deployed stack for real, watches Route 53 move everyone to the backup, undoes the fault, " +
        "watches everyone come home, and judges the outage by the stack's own budget. Shoppers are without the shop " +
        "for as long as a failover takes.",
    )
    .addOption(new Option("--fault <name>", "what breaks").choices(awsFaultNames).default("stop-instance"))
    .option("--confirm <record name>", "the name that fails over, which a protected stack asks for")
    .addOption(
      new Option("--accept <rule>", "a preflight rule that need not hold; may be repeated")
        .argParser(collected)
        .default([], "none"),
    )
    .option(
      "--report <folder>",
      "writes report.json and report.html there, with every observation and request id",
    );
  addAwsFlags(command)
    .addHelpText("after", helpAfter)
    // --debug is about how errors are printed, which is not the command's matter.
    .action(({ debug: _debug, ...options }: Flags) => onDrill(options));
}

interface Flags extends DrillCommandOptions {
  readonly debug: boolean;
}

/** The values of a flag that may be repeated. */
function collected(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

const helpAfter = `
Nothing is touched unless every preflight rule holds. Whatever ends this program, the fault is undone: by
itself, by failover restore from any machine, or by a schedule in AWS.

Examples:
  failover drill --confirm www.example.com
  failover drill --confirm www.example.com --fault block-http --report reports/drill
  failover drill --confirm www.example.com --accept content-fresh

Exit codes: 0 the failover holds, 1 it does not, or preflight found something, or the drill was stopped (and
everything restored), 2 bad input, 3 something could not be restored, 130 interrupted and everything restored.`;
