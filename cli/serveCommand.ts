import type { Command } from "commander";
import { stated } from "./answerCommand";
import { seedOf, speedOf } from "./flagValues";
import type { ServeOptions } from "./serve";

/** Adds `serve` and its flags to the program. */
export function addServeCommand(program: Command, onServe: (options: ServeOptions) => Promise<void>): void {
  program
    .command("serve")
    .summary("bring any zone to life on this machine: name server and health checkers")
    .description(
      "Serves a stack, or the AWS CLI's dumps of a hosted zone and of its health checks, as Route 53 would: DNS over " +
        "UDP and TCP, 16 checkers for each health check. Every target is one of this machine. Runs until Ctrl-C.",
    )
    .option("--stack <name>", "the stack to serve: Pulumi.<name>.yaml")
    .option("--records <file>", "output of aws route53 list-resource-record-sets")
    .option("--checks <file>", "output of aws route53 list-health-checks")
    .option("--map <target=host:port>", "what stands in for a target: an IP, IP:port or name", stated)
    .option("--status <id=health>", "no probes; it is observed to be healthy or unhealthy", stated)
    .option("--listen <host:port>", "loopback address and port; port 0 is any free one", "127.0.0.1:0")
    .option("--speed <number>", "scenario seconds in a second of yours, at least 1", speedOf, 1)
    .option("--seed <number>", "decides every chance (default: random)", seedOf)
    .option("--json", "one JSON object a line: where it listens, then every change", false)
    .option("--debug", "stack traces of errors", false)
    .addHelpText("after", helpAfter)
    // --debug is about how errors are printed, which is not the command's matter.
    .action(({ debug: _debug, ...options }: Flags) => onServe(options));
}

interface Flags extends ServeOptions {
  readonly debug: boolean;
}

const helpAfter = `
--map and --status may be repeated.

Examples:
  failover serve --stack prod --map 192.0.2.10=127.0.0.1:8080 --map 192.0.2.186=127.0.0.1:8081
  failover serve --records zone.json --checks checks.json --map 192.0.2.10=127.0.0.1:8080 --json
  dig @127.0.0.1 -p 5300 www.example.com             with --listen 127.0.0.1:5300

Exit codes: 0 ended by Ctrl-C or a kill; 2 bad input, nothing was started.`;
