/** `failover serve` as a process of its own, and `dig` (Debian: dnsutils) as its client. */
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import type { LoopbackEndpoint } from "../../../rehearsal/loopback";
import type { AnswerChangeEvent, ListeningEvent, ServingEvent } from "../../../rehearsal/serving/events";

const program = resolve(__dirname, "../../../cli/failover.js");

/** A server that runs. */
export interface Served {
  readonly dns: ListeningEvent;
  /** Waits for the next answer of a name that nobody has waited for yet. */
  nextAnswer(name: string): Promise<AnswerChangeEvent>;
  /** Sends the signal and returns the exit code, with all that was written to standard error. */
  end(signal: "SIGINT" | "SIGTERM"): Promise<{ exitCode: number | null; complaints: string }>;
}

/** Starts `failover serve --json` with these flags and waits until it listens. */
export async function served(...flags: string[]): Promise<Served> {
  const child = spawn(process.execPath, [program, "serve", "--json", ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
  const closed = once(child, "close");
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<ServingEvent> => {
    const line = await lines.next();
    if (line.done) assert.fail(`It has ended: ${complaints}`);
    return JSON.parse(line.value) as ServingEvent;
  };
  const dns = await next();
  assert.ok(dns.event === "listening");
  return {
    dns,
    nextAnswer: async (name) => {
      for (;;) {
        const event = await next();
        if (event.event === "answer" && event.name === name) return event;
      }
    },
    end: async (signal) => {
      child.kill(signal);
      const [exitCode] = (await closed) as [number | null];
      return { exitCode, complaints };
    },
  };
}

/** What dig prints of a response: its status, flags and records. */
export async function dig({ address, port }: LoopbackEndpoint, ...words: string[]) {
  const { stdout } = await promisify(execFile)("dig", [
    ...[`@${address}`, "-p", `${port}`, "+norecurse", "+tries=1", "+time=10"],
    ...words,
  ]);
  return {
    status: /status: (\w+)/.exec(stdout)?.[1],
    flags: /;; flags: ([a-z ]+);/.exec(stdout)?.[1],
    records: stdout
      .split("\n")
      .filter((line) => /^[^;\s]/.test(line))
      .map((line) => line.replace(/\s+/g, " ")),
  };
}
