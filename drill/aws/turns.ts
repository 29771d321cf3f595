import type { Clock } from "../../rehearsal/clock";

/**
 * Seconds between the beginnings of two requests to Route 53's API: it takes five a second from a whole account
 * (Developer Guide, "Quotas"), and others may ask, too.
 */
const gapSeconds = 0.25;

/** Resolves when the next request may be made: in the order of asking, `gapSeconds` of the scenario apart. */
export function turns(clock: Clock): (signal?: AbortSignal) => Promise<void> {
  let nextSeconds = -Infinity;
  return async (signal) => {
    const nowSeconds = clock.nowSeconds();
    const startSeconds = Math.max(nowSeconds, nextSeconds);
    nextSeconds = startSeconds + gapSeconds;
    if (startSeconds > nowSeconds) await clock.sleep(startSeconds - nowSeconds, signal);
  };
}
