import type { Attempts } from "./attempts";
import { type ContentPlan, heartbeatKey, type WatcherPlan } from "./plan";
import type { WatcherPorts } from "./ports";

/**
 * Seconds since the writing of the newest heartbeat that has arrived on the backup's side, and a new heartbeat on the
 * primary's. With one a minute it is up to a minute more than the lag. Null when it cannot be told.
 */
export async function replicationLagSeconds(
  { buckets }: ContentPlan,
  regions: WatcherPlan["regions"],
  ports: Pick<WatcherPorts, "nowMs" | "readObject" | "writeObject">,
  { attempt }: Attempts,
): Promise<number | null> {
  const nowMs = ports.nowMs();
  const heartbeatOf = (role: "primary" | "backup") => ({
    region: regions[role],
    bucket: buckets[role],
    key: heartbeatKey,
  });
  const [arrivedMs] = await Promise.all([
    attempt("heartbeat on the backup's side", async (signal) =>
      timeIn(await ports.readObject(heartbeatOf("backup"), signal)),
    ),
    attempt("heartbeat on the primary's side", (signal) =>
      ports.writeObject(heartbeatOf("primary"), new Date(nowMs).toISOString(), signal),
    ),
  ]);
  return arrivedMs === null ? null : Math.max(0, nowMs - arrivedMs) / 1000;
}

function timeIn(heartbeat: string | null): number {
  if (heartbeat === null) throw new Error("none has arrived");
  const timeMs = Date.parse(heartbeat);
  if (Number.isNaN(timeMs)) throw new Error("it holds no time");
  return timeMs;
}
