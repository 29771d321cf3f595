import { resolve } from "node:path";
import type { Surroundings } from "../../cli/surroundings";

/** Surroundings that keep what is written to them. */
export interface FakeSurroundings extends Surroundings {
  /** All that was written to stdout. */
  out(): string;
  /** All that was written to stderr. */
  err(): string;
}

/** Surroundings without a terminal, in this project's folder, 12.34 s after the command was started. */
export function fakeSurroundings(change: Partial<Surroundings> = {}): FakeSurroundings {
  const written = { out: "", err: "" };
  return {
    argv: [],
    stdout: { write: (text) => (written.out += text) },
    stderr: { write: (text) => (written.err += text) },
    environment: {},
    projectDirectory: resolve(__dirname, "../.."),
    elapsedSeconds: () => 12.34,
    signal: new AbortController().signal,
    out: () => written.out,
    err: () => written.err,
    ...change,
  };
}
