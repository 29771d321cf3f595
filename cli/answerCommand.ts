import { InvalidArgumentError, Option, type Command } from "commander";
import type { AnswerOptions } from "./answer";

/** Adds `answer` and its flags to the program. */
export function addAnswerCommand(
  program: Command,
  onAnswer: (options: AnswerOptions) => Promise<void>,
): void {
  const ofOneQuestion = ["records", "checks", "name", "type", "status", "target", "location"];
  program
    .command("answer")
    .summary("say what Route 53 would answer, for any zone in any state of health")
    .description(
      "Answers a DNS question from the AWS CLI's dumps of a hosted zone and of the health checks: every possible " +
        "outcome with its probability, and the record sets that lead to it. Nothing is contacted.",
    )
    .option("--records <file>", "output of aws route53 list-resource-record-sets")
    .option("--checks <file>", "output of aws route53 list-health-checks")
    .option("--name <name>", "the name to ask for")
    .option("--type <type>", "the record type to ask for, such as A")
    .option("--status <id=health>", "what is observed of a health check: healthy or unhealthy", stated)
    .option("--target <name=health>", "the health of an alias target outside the zone", stated)
    .option("--location <key=value>", "the client's continent, country, subdivision or region", stated)
    .addOption(
      new Option("--batch <file>", "questions, one JSON object a line; with --json").conflicts(ofOneQuestion),
    )
    .option("--json", "the answer as one JSON object a line", false)
    .option("--debug", "stack traces of errors", false)
    .addHelpText("after", helpAfter)
    // --debug is about how errors are printed, which is not the command's matter.
    .action(({ debug: _debug, ...options }: Flags) => onAnswer(options));
}

interface Flags extends AnswerOptions {
  readonly debug: boolean;
}

const helpAfter = `
--status, --target and --location may be repeated. What is not stated counts as healthy.

Examples:
  failover answer --records zone.json --checks checks.json --name www.example.com --type A
  failover answer --records zone.json --checks checks.json --name www.example.com --type A \\
    --status hc-1=unhealthy --location country=DE
  failover answer --batch questions.ndjson --json

Exit codes: 0 answered, whatever the answer; 2 bad input.`;

/** Collects `key=value` flags; the key ends at the first equals sign. Throws InvalidArgumentError. */
export function stated(
  text: string,
  previous: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const [, key, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined)
    throw new InvalidArgumentError("It must be a key, an equals sign and a value.");
  if (Object.hasOwn(previous, key)) throw new InvalidArgumentError("It is given twice.");
  return { ...previous, [key]: value };
}
