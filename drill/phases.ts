import type { ProbeEvent, RehearsalEvent } from "../rehearsal/events";

/**
 * Each checker's first probe that ended the other way: the first after its last probe with the old result among those
 * begun before `aroundSeconds`. A fault (or its end) grips a moment before it is reported, so that instant alone does
 * not part the probes. Null for a checker that has not turned; "already" for one that had nothing to turn from, as one
 * that a partition has left alone.
 */
export function turningProbes(
  events: readonly RehearsalEvent[],
  checkId: string | null,
  passed: boolean,
  aroundSeconds: number,
): (ProbeEvent | "already" | null)[] {
  const probes = events.filter(
    (event): event is ProbeEvent => event.event === "probe" && event.checkId === checkId,
  );
  const checkers = new Set(probes.map(({ checker }) => checker));
  return [...checkers].map((checker) => {
    const ofChecker = probes.filter((probe) => probe.checker === checker);
    const lastOld = ofChecker.findLastIndex(
      (probe) => probe.startedAtSeconds < aroundSeconds && probe.passed !== passed,
    );
    if (lastOld === -1) return "already";
    return ofChecker.slice(lastOld + 1).find((probe) => probe.passed === passed) ?? null;
  });
}
