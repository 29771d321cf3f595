import { Option, type Command } from "commander";
import type { PublishOptions } from "./publish";

/** Adds `publish` and its flags to the program. */
export function addPublishCommand(
  program: Command,
  onPublish: (options: PublishOptions) => Promise<void>,
): void {
  program
    .command("publish")
    .summary("give both sites new pages")
    .description(
      "Uploads a folder as a release to the content bucket of one region and then names it the current one. S3 " +
        "carries it to the other region. Each site switches by itself, to the whole release at once.",
    )
    .argument("<folder>", "the pages, with an index.html")
    .option("--stack <name>", "the stack to publish to: Pulumi.<name>.yaml", "prod")
    .addOption(
      new Option("--to <site>", "whose region takes the upload; backup when the primary's region is away")
        .choices(["primary", "backup"])
        .default("primary"),
    )
    .option("--json", "one JSON object: the version that was published", false)
    .option("--debug", "stack traces of errors", false)
    .addHelpText("after", helpAfter)
    // --debug is about how errors are printed, which is not the command's matter.
    .action((directory: string, { debug: _debug, ...options }: Flags) =>
      onPublish({ ...options, directory }),
    );
}

interface Flags extends Omit<PublishOptions, "directory"> {
  readonly debug: boolean;
}

const helpAfter = `
Uses the AWS credentials of the environment. The same folder is the same release: publishing it
again sends nothing but the name of the release, which is how to go back to an earlier one.

Examples:
  failover publish shop/dist
  failover publish shop/dist --stack staging
  failover publish shop/dist --to backup

Exit codes: 0 published, 1 it could not be (no site has changed), 2 bad input, 130 interrupted.`;
