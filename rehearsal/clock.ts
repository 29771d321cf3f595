/** Scenario time: everything in a rehearsal that waits or takes the time does so through a Clock. */
import { setTimeout } from "node:timers/promises";

/** Scenario seconds since the start of the rehearsal: wall seconds times the speed. */
export interface Clock {
  nowSeconds(): number;
  /** Resolves after at least `seconds` scenario seconds; rejects with an AbortError when the signal aborts. */
  sleep(seconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's monotonic clock, `speed` (1 or more) times as fast; it starts at 0 now. */
export function wallClock(speed: number): Clock {
  const startedAtMs = performance.now();
  const nowSeconds = () => ((performance.now() - startedAtMs) / 1000) * speed;
  return {
    nowSeconds,
    sleep: async (seconds, signal) => {
      const untilSeconds = nowSeconds() + seconds;
      let leftSeconds = seconds;
      // Node counts a timer from the start of its loop's turn, in whole milliseconds: a sleeper may wake early.
      do {
        const wallMs = Math.ceil((leftSeconds * 1000) / speed);
        await setTimeout(wallMs, undefined, { ...(signal && { signal }) });
        leftSeconds = untilSeconds - nowSeconds();
      } while (leftSeconds > 0);
    },
  };
}

/** Runs `round` again and again until the signal aborts; what a round throws because of the abort is not an error. */
export async function untilAborted(signal: AbortSignal, round: () => Promise<void>): Promise<void> {
  try {
    while (!signal.aborted) await round();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
