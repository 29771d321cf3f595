import { Command } from "commander";

/** What a command was asked for, and what commander has printed. */
export interface ParsedCommand<Options> {
  readonly asked: readonly Options[];
  readonly out: string;
  readonly err: string;
}

/** Parses a command line for the command that `add` adds to `failover`; a refusal is in what was printed. */
export async function parsedCommand<Options>(
  add: (program: Command, onCommand: (options: Options) => Promise<void>) => void,
  argv: readonly string[],
): Promise<ParsedCommand<Options>> {
  const asked: Options[] = [];
  const written = { out: "", err: "" };
  const program = new Command("failover").exitOverride().configureOutput({
    writeOut: (text) => (written.out += text),
    writeErr: (text) => (written.err += text),
    getOutHelpWidth: () => 100,
    getOutHasColors: () => false,
  });
  add(program, (options) => {
    asked.push(options);
    return Promise.resolve();
  });
  await program.parseAsync([...argv], { from: "user" }).catch(() => undefined);
  return { asked, ...written };
}
