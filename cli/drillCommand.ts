import { Option, type Command } from "commander";
import { awsFaultNames } from "../drill/aws/faults";
import { stated } from "./answerCommand";
import type { DrillCommandOptions } from "./drill";
import { speedOf } from "./flagValues";

/** Adds `drill` and its flags to the program. */
export function addDrillCommand(
  program: Command,
  onDrill: (options: DrillCommandOptions) => Promise<void>,
): void {
  program
    .command("drill")
    .summary("break the primary on AWS, watch the failover, and restore it")
    .description(
      "Breaks the primary of a deployed stack for real, watches Route 53 move everyone to the backup, undoes the fault, " +
        "watches everyone come home, and judges the outage by the stack's own budget. Shoppers are without the shop " +
        "for as long as a failover takes.",
    )
    .requiredOption("--outputs <file>", "output of pulumi stack output --json, or its topology alone")
    .option("--stack <name>", "the stack to drill", "prod")
    .addOption(new Option("--fault <name>", "what breaks").choices(awsFaultNames).default("stop-instance"))
    .option("--confirm <record name>", "the name that fails over, which a protected stack asks for")
    .addOption(
      new Option("--accept <rule>", "a preflight rule that need not hold; may be repeated")
        .argParser(collected)
        .default([], "none"),
    )
    .option("--profile <name>", "of the AWS configuration; default: the SDK's own chain")
    .option("--report <folder>", "writes report.json there, with every observation and request id")
    .addOption(
      new Option("--resolver <host:port>", "a resolver to watch; may be repeated")
        .argParser(collected)
        .default([], "this machine's"),
    )
    .option("--name-server <host:port>", "offline: in place of the zone's name servers")
    .option("--map <target=host:port>", "offline: what stands in for a site's public address", stated)
    .option("--speed <number>", "offline: scenario seconds in a second of yours", speedOf, 1)
    .option("--json", "one JSON object a line: every event, at last the verdict", false)
    .option("--debug", "stack traces of errors", false)
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
  failover drill --outputs outputs.json --confirm www.example.com
  failover drill --outputs outputs.json --confirm www.example.com --fault block-http --report reports/drill
  failover drill --outputs outputs.json --confirm www.example.com --accept content-fresh

Exit codes: 0 the failover holds, 1 it does not, or preflight found something, or the drill was stopped (and
everything restored), 2 bad input, 3 something could not be restored, 130 interrupted and everything restored.`;
