import type { RehearsalEvent } from "../../rehearsal/events";

/**
 * Between the end of a checker's probe and the start of its next lies one request interval (API
 * HealthCheckConfig.RequestInterval). A busy machine's timers run early or late, yet not by half an interval or by
 * another whole one, and no two intervals that Route 53 offers are closer: it must be more than half and less than
 * two. A sentence for each deviation.
 */
export function auditRequestInterval(
  events: readonly RehearsalEvent[],
  requestIntervalSeconds: number,
): string[] {
  const ends = new Map<string, number>();
  return events.flatMap((event) => {
    if (event.event !== "probe") return [];
    const checker = `${event.checkId}/${event.checker}`;
    const pauseSeconds = event.startedAtSeconds - (ends.get(checker) ?? NaN);
    ends.set(checker, event.atSeconds);
    const isOff = pauseSeconds <= requestIntervalSeconds / 2 || pauseSeconds >= 2 * requestIntervalSeconds;
    return isOff
      ? [`${checker} paused for ${pauseSeconds.toFixed(1)} s, not for ${requestIntervalSeconds} s.`]
      : [];
  });
}
