import type { AwsFaultName } from "./faults";
import type { DrillJournal, UndoCall } from "./journal";

/** The faults that a drill can inflict. */
export type DrillFault = AwsFaultName;

/** All that a drill does to an account, and the little that it must know for it. Each call is one step that is done or not. */
export interface DrillHands {
  /** The drill that is open now, whoever's it is; null for none. */
  readonly openDrill: () => Promise<DrillJournal | null>;
  /** Why whoever asks may not inflict or undo the fault, by a dry run where AWS has one; null when nothing speaks against it. */
  readonly refusalOf: (fault: DrillFault) => Promise<string | null>;
  /** The call that will undo the fault, with what it needs to know of the time before. */
  readonly undoFor: (fault: DrillFault) => Promise<UndoCall>;
  /** Where and under what name the schedule of a drill that starts then will be. */
  readonly scheduleFor: (startedAt: string) => DrillJournal["schedule"];
  /** Writes the journal on this machine, then in the bucket, where it keeps others away. Rejects while one is open. */
  readonly openJournal: (journal: DrillJournal) => Promise<void>;
  /** Makes the schedule that undoes the fault at `undoneAt` if nobody else has. */
  readonly arm: (journal: DrillJournal) => Promise<void>;
  /** Why the fault might not be undone any more, though journal and schedule were made; null while both stand. */
  readonly missingSafeguard: (journal: DrillJournal) => Promise<string | null>;
  /** Gives up with the signal; the fault may stand even then. */
  readonly inflict: (fault: DrillFault, signal: AbortSignal) => Promise<void>;
  /**
   * Undoes the fault, proves it by reading back, and then removes the schedule. Idempotent, also where the fault or the
   * schedule never came about. Rejects with NotRestoredError, whose message says what to do by hand, or with
   * TraceLeftError when only the schedule is left.
   */
  readonly restore: (journal: DrillJournal) => Promise<void>;
  /**
   * Closes the journal with its verdict, which makes room for the next drill, and keeps it among the past ones. Resolves
   * to what it says then: somebody who restored from elsewhere may have closed it before.
   */
  readonly closeJournal: (journal: DrillJournal) => Promise<DrillJournal>;
}
