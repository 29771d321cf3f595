import type { Attempts } from "./attempts";
import type { DrillsPlan } from "./plan";
import type { WatcherPorts } from "./ports";

const dayMs = 24 * 60 * 60 * 1000;

/** A drill younger than this, in milliseconds, may be the very one that is asking whether it may begin. */
const askingMs = 120_000;

/** The drills, as far as they can be seen. */
export interface DrillRuns {
  /** Null when that cannot be told. */
  readonly isInProgress: boolean | null;
  /** Whether one is in progress that began two minutes ago or earlier; null when that cannot be told. */
  readonly isNextBlocked: boolean | null;
  /** Null when no drill has succeeded, or none can be seen. */
  readonly daysSinceSuccess: number | null;
}

/** Asks FIS for the runs of every drill. A run succeeds only when its last action has seen the backup answer. */
export async function drillRuns(
  { experimentTemplateIds }: DrillsPlan,
  region: string,
  ports: Pick<WatcherPorts, "nowMs" | "listDrills">,
  { attempt }: Attempts,
): Promise<DrillRuns> {
  const lists = await Promise.all(
    experimentTemplateIds.map((id) =>
      attempt(`runs of drill ${id}`, (signal) => ports.listDrills(region, id, signal)),
    ),
  );
  const runs = lists.flatMap((list) => list ?? []);
  const successesMs = runs.filter(({ state }) => state === "succeeded").map(({ startedAtMs }) => startedAtMs);
  const nowMs = ports.nowMs();
  const isAnyRunning = (youngestMs: number): boolean | null =>
    runs.some(({ state, startedAtMs }) => state === "running" && nowMs - startedAtMs >= youngestMs) ||
    (lists.includes(null) ? null : false);
  return {
    isInProgress: isAnyRunning(-Infinity),
    isNextBlocked: isAnyRunning(askingMs),
    daysSinceSuccess: successesMs.length === 0 ? null : (nowMs - Math.max(...successesMs)) / dayMs,
  };
}
