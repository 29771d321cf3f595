import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import type { AwsWorld } from "./world";

/** How a command has ended. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export interface RunningFailover {
  readonly ended: Promise<Ended>;
  /** Resolves when it has written this to standard output or error; rejects when it ends before. */
  written(part: string): Promise<void>;
  /** All that it has written so far. */
  printed(): string;
  kill(signal: NodeJS.Signals): void;
}

/** Runs `failover` with these arguments, as a process of its own in the world's surroundings. */
export function runFailover(
  args: readonly string[],
  { environment }: Pick<AwsWorld, "environment">,
): RunningFailover {
  const root = resolve(__dirname, "../../..");
  const child = spawn(process.execPath, ["cli/failover.js", ...args], {
    cwd: root,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]).then(
    ([stdout, stderr, [code]]) => ({ code: code as number | null, stdout, stderr }),
  );
  return {
    ended,
    written: (part) =>
      new Promise((found, missed) => {
        const look = (): void => {
          if (output.includes(part)) found();
        };
        look();
        for (const stream of [child.stdout, child.stderr]) stream.on("data", look);
        child.once("close", () => {
          missed(new Error(`It has ended without ${JSON.stringify(part)}: ${output}`));
        });
      }),
    printed: () => output,
    kill: (signal) => {
      child.kill(signal);
    },
  };
}
