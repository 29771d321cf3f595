import type { SiteRole } from "./plan";

/** What the latch remembers from one look to the next. */
export interface LatchMemory {
  /** Time of the last look, in milliseconds since 1970; null before the first. */
  readonly lookedAtMs: number | null;
  /** Since when every look has found traffic settled on the backup; null while it is not. */
  readonly settledSinceMs: number | null;
  readonly wasPrimaryEverHealthy: boolean;
  /** Whether a drill was in progress when that could last be told; null when it never could. */
  readonly wasDrillInProgress: boolean | null;
}

/** What a look tells the latch. */
export interface LatchSight {
  readonly atMs: number;
  readonly answeringSite: SiteRole | null;
  readonly isHealthy: Readonly<Record<SiteRole, boolean>>;
  /** Whether the switch forces traffic to the backup; null when that cannot be told. */
  readonly isForced: boolean | null;
  /** Null when that cannot be told. */
  readonly isDrillInProgress: boolean | null;
}

/** The memory before the first look. */
export const emptyMemory: LatchMemory = {
  lookedAtMs: null,
  settledSinceMs: null,
  wasPrimaryEverHealthy: false,
  wasDrillInProgress: null,
};

const minuteMs = 60_000;

/** By so much, in milliseconds, the look that completes the minutes may come early: the schedule is not exact. */
const scheduleSlackMs = 10_000;

/** Looks further apart than this, in milliseconds, have missed a minute and are not consecutive. */
const longestGapMs = 150_000;

/**
 * Manual failback: whether to put the switch on now, so that traffic stays on the backup until a person takes it off.
 * The latch holds, it never causes: every look for `holdAfterMinutes` on end must have found that the name servers
 * answer with the backup, that the backup is healthy, that the switch is off and that no drill is in progress. A
 * primary that never was healthy has no traffic to come home.
 *
 * A switch that was on, or could not be read, begins a new count: after a person has taken it off, the answers need
 * their time to go home.
 */
export function decideHold(
  memory: LatchMemory,
  sight: LatchSight,
  holdAfterMinutes: number,
): { readonly memory: LatchMemory; readonly shallHold: boolean } {
  // The region of the drills may be the one that is lost: what was last seen of them still holds then.
  const isDrillInProgress = sight.isDrillInProgress ?? memory.wasDrillInProgress;
  const isSettled =
    sight.answeringSite === "backup" &&
    sight.isHealthy.backup &&
    sight.isForced === false &&
    isDrillInProgress === false;
  const settledSinceMs = isSettled ? (unbrokenSinceMs(memory, sight) ?? sight.atMs) : null;
  const wasPrimaryEverHealthy = memory.wasPrimaryEverHealthy || sight.isHealthy.primary;
  return {
    memory: {
      lookedAtMs: sight.atMs,
      settledSinceMs,
      wasPrimaryEverHealthy,
      wasDrillInProgress: isDrillInProgress,
    },
    shallHold:
      wasPrimaryEverHealthy &&
      settledSinceMs !== null &&
      sight.atMs - settledSinceMs >= holdAfterMinutes * minuteMs - scheduleSlackMs,
  };
}

function unbrokenSinceMs({ lookedAtMs, settledSinceMs }: LatchMemory, { atMs }: LatchSight): number | null {
  return lookedAtMs !== null && atMs - lookedAtMs <= longestGapMs ? settledSinceMs : null;
}
