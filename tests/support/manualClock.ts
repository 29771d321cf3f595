import type { Clock } from "../../rehearsal/clock";

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves the clock, waking each sleeper at its own time, and lets what they start run as far as it can. */
  advance(seconds: number): Promise<void>;
}

interface Sleeper {
  readonly atSeconds: number;
  readonly wake: () => void;
}

/** A clock that shows 0. */
export function manualClock(): ManualClock {
  let nowSeconds = 0;
  const sleepers = new Set<Sleeper>();
  const nextUntil = (untilSeconds: number): Sleeper | undefined =>
    [...sleepers]
      .filter(({ atSeconds }) => atSeconds <= untilSeconds)
      .sort((a, b) => a.atSeconds - b.atSeconds)[0];

  return {
    nowSeconds: () => nowSeconds,
    sleep: (seconds, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const abort = (): void => {
          sleepers.delete(sleeper);
          reject(signal?.reason as Error);
        };
        const wake = (): void => {
          signal?.removeEventListener("abort", abort);
          resolve();
        };
        const sleeper: Sleeper = { atSeconds: nowSeconds + seconds, wake };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", abort);
      }),
    advance: async (seconds) => {
      const untilSeconds = nowSeconds + seconds;
      await settled();
      for (let sleeper = nextUntil(untilSeconds); sleeper; sleeper = nextUntil(untilSeconds)) {
        sleepers.delete(sleeper);
        nowSeconds = Math.max(nowSeconds, sleeper.atSeconds);
        sleeper.wake();
        await settled();
      }
      nowSeconds = untilSeconds;
    },
  };
}

/** Chains of promises run to their ends between two turns of the event loop. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
