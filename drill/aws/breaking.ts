/** The two calls of a drill that change a shop: the one that breaks the primary, and the one that undoes it. */
import { NotRestoredError } from "../notRestored";
import { TraceLeftError } from "../traceLeft";
import type { DrillOptions } from "./drill";
import { failureReason } from "./failureReason";
import { alarmLimitSeconds } from "./figures";
import type { DrillJournal } from "./journal";
import type { Watched } from "./measured";
import type { AwsTopology } from "./topology";
import type { Watch, WatchEnd } from "./watch";

type BreakOptions = Pick<
  DrillOptions,
  "topology" | "fault" | "hands" | "signal" | "now" | "speed" | "onStep"
>;

/** What is waited beyond what anything may take: a shutdown before the outage, a boot after it. */
export const marginSeconds = 180;

/** How long the primary stays broken at most, in scenario seconds. */
export function limitSeconds({ failoverBudget, alarms }: AwsTopology): number {
  return failoverBudget.worstSeconds + (alarms.length > 0 ? alarmLimitSeconds : 0) + marginSeconds;
}

/** A call that fails may have done its work all the same: it ends like a drill that was stopped, in the restore. */
export async function breakAndWatch(
  options: BreakOptions,
  journal: DrillJournal,
  watch: Watch,
  watched: Watched,
): Promise<WatchEnd> {
  const { topology, fault, hands, signal, onStep } = options;
  try {
    await onStep("schedule", () => hands.arm(journal));
    return await onStep("failover", async () => {
      const reason = await reasonToSpare(options, journal, watch, watched);
      if (signal.aborted) return { end: "interrupted" };
      if (reason !== null) return { end: "stopped", reason: `Nothing was broken: ${reason}` };
      watch.marks.breaking();
      await hands.inflict(fault, signal);
      watch.marks.broken();
      return watch.untilAway(watched, limitSeconds(topology));
    });
  } catch (error) {
    if (signal.aborted) return { end: "interrupted" };
    return { end: "stopped", reason: `${fault} could not be inflicted: ${failureReason(error)}` };
  }
}

/**
 * Why the primary must not be broken after all, looked at in the last moment: the machine may have slept since the journal
 * was written, and somebody may have restored from elsewhere.
 */
async function reasonToSpare(
  { topology, hands, now, speed }: BreakOptions,
  journal: DrillJournal,
  watch: Watch,
  watched: Watched,
): Promise<string | null> {
  const missing = await hands.missingSafeguard(journal);
  if (missing !== null) return missing;
  const leftSeconds = ((Date.parse(journal.undoneAt) - now().getTime()) / 1000) * speed;
  if (leftSeconds <= limitSeconds(topology))
    return `it is too late, for the schedule acts at ${journal.undoneAt}.`;
  return watch.trouble(watched);
}

/**
 * Never cut short: the signal is not asked.
 *
 * @returns what is left of the drill; null for nothing.
 */
export async function mend(
  { topology, hands }: BreakOptions,
  journal: DrillJournal,
  watch: Watch,
): Promise<string | null> {
  watch.marks.mending();
  try {
    await hands.restore(journal);
  } catch (cause) {
    if (cause instanceof NotRestoredError) throw cause;
    if (cause instanceof TraceLeftError) {
      watch.marks.mended();
      return cause.message;
    }
    const remedy = `Try again: failover restore --stack ${topology.stack}`;
    const schedule = `a schedule will try at ${journal.undoneAt}`;
    throw new NotRestoredError(
      `${journal.fault} could not be undone: ${failureReason(cause)}\n${remedy}; ${schedule}.`,
      { cause },
    );
  }
  watch.marks.mended();
  return null;
}
