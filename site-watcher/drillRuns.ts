import type { Attempts } from "./attempts";
import { handDrills, type HandDrills } from "./drillJournal";
import type { DrillsPlan, WatcherPlan } from "./plan";
import type { WatcherPorts } from "./ports";

const dayMs = 24 * 60 * 60 * 1000;

/** A drill younger than this, in milliseconds, may be the very one that is asking whether it may begin. */
const askingMs = 120_000;

/** The drills, as far as they can be seen. */
export interface DrillRuns {
  /** Null when that cannot be told. */
  readonly isInProgress: boolean | null;
  /** Whether one is in progress that is not just asking whether it may begin; null when that cannot be told. */
  readonly isNextBlocked: boolean | null;
  /** Null when no drill has succeeded, or none can be seen. */
  readonly daysSinceSuccess: number | null;
}

const nobody: HandDrills = { isInProgress: false, succeededAtMs: null };

/**
 * Asks FIS for the runs of every drill, and looks at the journal of drills by hand. A run of FIS succeeds only when its
 * last action has seen the backup answer.
 */
export async function drillRuns(
  { experimentTemplateIds, journalBucket }: DrillsPlan,
  regions: WatcherPlan["regions"],
  ports: Pick<WatcherPorts, "nowMs" | "listDrills" | "readObject">,
  calls: Attempts,
): Promise<DrillRuns> {
  const [byHand, ...lists] = await Promise.all([
    journalBucket === null ? nobody : handDrills(journalBucket, regions.backup, ports, calls),
    ...experimentTemplateIds.map((id) =>
      calls.attempt(`runs of drill ${id}`, (signal) => ports.listDrills(regions.primary, id, signal)),
    ),
  ]);
  const runs = lists.flatMap((list) => list ?? []);
  const successesMs = [
    ...runs.filter(({ state }) => state === "succeeded").map(({ startedAtMs }) => startedAtMs),
    ...(byHand.succeededAtMs === null ? [] : [byHand.succeededAtMs]),
  ];
  const nowMs = ports.nowMs();
  const isAnyRunning = (youngestMs: number): boolean | null =>
    byHand.isInProgress === true ||
    runs.some(({ state, startedAtMs }) => state === "running" && nowMs - startedAtMs >= youngestMs) ||
    (byHand.isInProgress === null || lists.includes(null) ? null : false);
  return {
    isInProgress: isAnyRunning(-Infinity),
    isNextBlocked: isAnyRunning(askingMs),
    daysSinceSuccess: successesMs.length === 0 ? null : (nowMs - Math.max(...successesMs)) / dayMs,
  };
}
