import type { CheckerEvent, ProbeEvent, RehearsalEvent } from "../../rehearsal/events";

/**
 * Recounts every checker's probes: it must change its opinion at its `failureThreshold`-th equal result in a row,
 * neither before nor after, and take its first opinion likewise (API HealthCheckConfig.FailureThreshold).
 * A sentence for each deviation.
 */
export function auditThreshold(events: readonly RehearsalEvent[], failureThreshold: number): string[] {
  const counts = new Map<string, Count>();
  const countOf = (event: ProbeEvent | CheckerEvent): Count => {
    const key = `${event.checkId}/${event.checker}`;
    const count = counts.get(key) ?? { checker: key, passed: null, inARow: 0, opinion: null };
    counts.set(key, count);
    return count;
  };
  const problems: string[] = [];
  for (const event of events) {
    if (event.event === "probe") problems.push(...countProbe(countOf(event), event.passed, failureThreshold));
    if (event.event === "checker")
      problems.push(...countOpinion(countOf(event), event.healthy, failureThreshold));
  }
  return [...problems, ...[...counts.values()].flatMap((count) => overdue(count, failureThreshold))];
}

/** What one checker has seen so far. */
interface Count {
  readonly checker: string;
  passed: boolean | null;
  inARow: number;
  opinion: boolean | null;
}

function countProbe(count: Count, passed: boolean, failureThreshold: number): string[] {
  const problems = overdue(count, failureThreshold);
  count.inARow = count.passed === passed ? count.inARow + 1 : 1;
  count.passed = passed;
  return problems;
}

function countOpinion(count: Count, healthy: boolean, failureThreshold: number): string[] {
  const inARow = count.passed === healthy ? count.inARow : 0;
  const isDue = inARow === failureThreshold && count.opinion !== healthy;
  count.opinion = healthy;
  if (isDue) return [];
  const state = healthy ? "healthy" : "unhealthy";
  const results = `${inARow} ${healthy ? "passed" : "failed"} probes in a row`;
  return [`${count.checker} turned ${state} after ${results}, not after ${failureThreshold}.`];
}

/** The opinion that the threshold's own probe asked for has not come by the next probe, or by the end. */
function overdue({ checker, passed, inARow, opinion }: Count, failureThreshold: number): string[] {
  if (passed === null || inARow !== failureThreshold || opinion === passed) return [];
  const state = passed ? "healthy" : "unhealthy";
  return [
    `${checker} did not turn ${state} after ${failureThreshold} ${passed ? "passed" : "failed"} probes in a row.`,
  ];
}
