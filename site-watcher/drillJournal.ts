import type { Attempts } from "./attempts";
import { journalKey, lastSuccessKey } from "./plan";
import type { WatcherPorts } from "./ports";

/** Drills by hand, as far as their bucket tells. */
export interface HandDrills {
  /** Null when that cannot be told. */
  readonly isInProgress: boolean | null;
  /** When the newest drill that has succeeded began, in milliseconds since 1970; null when none can be seen. */
  readonly succeededAtMs: number | null;
}

/**
 * How long, in milliseconds, a journal may stay open once its fault has been undone by the clock: whoever drilled is not
 * coming back to close it, and must not blind the latch for ever.
 */
const closingMs = 10 * 60_000;

/** Reads the journal of drills by hand, and what is left of the newest that has succeeded. */
export async function handDrills(
  bucket: string,
  region: string,
  ports: Pick<WatcherPorts, "nowMs" | "readObject">,
  { attempt }: Attempts,
): Promise<HandDrills> {
  const textOf = (key: string) => (signal: AbortSignal) => ports.readObject({ region, bucket, key }, signal);
  const [isInProgress, success] = await Promise.all([
    attempt("journal of drills", async (signal) => isOpen(await textOf(journalKey)(signal), ports.nowMs())),
    attempt("newest drill that succeeded", async (signal) => successIn(await textOf(lastSuccessKey)(signal))),
  ]);
  return { isInProgress, succeededAtMs: success?.startedAtMs ?? null };
}

function isOpen(journal: string | null, nowMs: number): boolean {
  if (journal === null) return false;
  const { state, undoneAt } = JSON.parse(journal) as {
    readonly state?: unknown;
    readonly undoneAt?: unknown;
  };
  if (state === "closed") return false;
  return nowMs < timeOf(undoneAt) + closingMs;
}

function successIn(text: string | null): { readonly startedAtMs: number | null } {
  if (text === null) return { startedAtMs: null };
  return { startedAtMs: timeOf((JSON.parse(text) as { readonly startedAt?: unknown }).startedAt) };
}

function timeOf(instant: unknown): number {
  const timeMs = Date.parse(String(instant));
  if (Number.isNaN(timeMs)) throw new Error("it holds no time");
  return timeMs;
}
