import { resolve } from "node:path";
import { InterruptedError } from "./errors";

/** Where a command writes to: a stream of the process, or what a test puts in its place. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Everything that a command takes from outside. */
export interface Surroundings {
  /** The arguments after the program's name. */
  readonly argv: readonly string[];
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder of Pulumi.yaml. */
  readonly projectDirectory: string;
  /** Wall seconds since the command was started. */
  readonly elapsedSeconds: () => number;
  /** Aborted when the user asks to stop. */
  readonly signal: AbortSignal;
}

/** The surroundings of this process. Ctrl-C, a kill and a reader that goes away (`| head`) ask to stop. */
export function processSurroundings(): Surroundings {
  const interruption = new AbortController();
  // npm passes on a Ctrl-C that the terminal has delivered already: asking again must not cut the clean-up short.
  const interrupt = () => {
    interruption.abort(new InterruptedError());
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, interrupt);
  for (const stream of [process.stdout, process.stderr]) stream.on("error", interrupt);
  return {
    argv: process.argv.slice(2),
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    projectDirectory: resolve(__dirname, ".."),
    elapsedSeconds: () => performance.now() / 1000,
    signal: interruption.signal,
  };
}
