import type { Attempts } from "./attempts";
import type { DrillsPlan } from "./plan";
import type { WatcherPorts } from "./ports";

const dayMs = 24 * 60 * 60 * 1000;

/** The drills, as far as they can be seen. */
export interface DrillRuns {
  /** Null when that cannot be told. */
  readonly isInProgress: boolean | null;
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
  const isRunning = runs.some(({ state }) => state === "running");
  return {
    isInProgress: !isRunning && lists.includes(null) ? null : isRunning,
    daysSinceSuccess: successesMs.length === 0 ? null : (ports.nowMs() - Math.max(...successesMs)) / dayMs,
  };
}
