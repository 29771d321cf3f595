import { untilAborted, type Clock } from "../../../rehearsal/clock";

/** When rounds begin, and when there are no more. */
export interface Rhythm {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Scenario seconds from the beginning of one round to that of the next. */
  readonly periodSeconds: number;
}

/** Begins a round in each period, after the end of the one before; one that takes longer puts off the next. */
export async function oneByOne(
  { clock, signal, periodSeconds }: Rhythm,
  round: () => Promise<void>,
): Promise<void> {
  await untilAborted(signal, async () => {
    const startedAtSeconds = clock.nowSeconds();
    await round();
    await clock.sleep(Math.max(0, startedAtSeconds + periodSeconds - clock.nowSeconds()), signal);
  });
}

/** Begins a round in each period, whether or not those before it have ended; resolves when the last of them has. */
export async function sideBySide(
  { clock, signal, periodSeconds }: Rhythm,
  round: () => Promise<void>,
): Promise<void> {
  const rounds = new Set<Promise<void>>();
  let nextSeconds = clock.nowSeconds();
  await untilAborted(signal, async () => {
    const running: Promise<void> = round().finally(() => rounds.delete(running));
    rounds.add(running);
    // One that went wrong is told at the end, with all that are under way then.
    running.catch(() => rounds.add(running));
    nextSeconds += periodSeconds;
    await clock.sleep(Math.max(0, nextSeconds - clock.nowSeconds()), signal);
  });
  await Promise.all(rounds);
}
