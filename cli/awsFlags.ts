/** The flags that the commands on AWS share, and what their values mean. */
import { InvalidArgumentError, type Command } from "commander";
import { stated } from "./answerCommand";
import { speedOf } from "./flagValues";

/** Which stack on AWS, and how it is reached; `map` is as it was typed. */
export interface AwsFlags {
  readonly stack: string;
  /** File with the stack's outputs, or its topology. */
  readonly outputs?: string;
  /** As in `~/.aws/config`. */
  readonly profile?: string;
  /** What stands in, on this machine, for a site's public IP or the switch's name. */
  readonly map?: Readonly<Record<string, string>>;
  /** In place of the zone's name servers: `address[:port]`. */
  readonly nameServer?: string;
  /** `address[:port]` each. */
  readonly resolver?: readonly string[];
  /** Scenario seconds in a wall second, at least 1. */
  readonly speed: number;
  readonly json: boolean;
}

/** Adds them to a command, `--debug` among them, which is about how errors are printed. */
export function addAwsFlags(command: Command): Command {
  return command
    .option("--stack <name>", "the stack: Pulumi.<name>.yaml", "prod")
    .option("--outputs <file>", "output of pulumi stack output --json, or a topology.json")
    .option("--profile <name>", "profile of the AWS configuration (default: the SDK's own chain)")
    .option(
      "--map <target=host:port>",
      "offline: what stands in for a site's IP or the switch's name",
      stated,
    )
    .option("--name-server <host:port>", "offline: in place of the zone's name servers", dnsServerOf)
    .option("--resolver <host:port>", "a resolver to ask (default: this machine's own)", dnsServersOf)
    .option("--speed <number>", "offline: scenario seconds in a second of yours", speedOf, 1)
    .option("--json", "JSON alone", false)
    .option("--debug", "stack traces of errors", false);
}

function dnsServersOf(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, dnsServerOf(text)];
}

/** An IPv4 address or localhost, with a port or without. Throws InvalidArgumentError. */
function dnsServerOf(text: string): string {
  const [, host, port = ""] = /^(localhost|\d{1,3}(?:\.\d{1,3}){3})(:\d{1,5})?$/.exec(text) ?? [];
  if (host === undefined)
    throw new InvalidArgumentError("It must be an IPv4 address, such as 192.0.2.53 or 127.0.0.1:5300.");
  return `${host === "localhost" ? "127.0.0.1" : host}${port}`;
}
