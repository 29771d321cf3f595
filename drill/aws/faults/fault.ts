/** What a fault on AWS is: one call that breaks the primary, and the one that undoes it, known beforehand. */
import type { FaultName } from "../../../rehearsal/faults/names";
import type { AwsClients } from "../clients";
import type { UndoCall } from "../journal";
import type { AwsTopology } from "../topology";
import type { Receipt } from "../undo/undo";

/** One way to break the primary. */
export interface AwsFault {
  /** As in a rehearsal. */
  readonly name: FaultName;
  /**
   * Reads what must be known to undo it, and changes nothing.
   *
   * @throws Error when it stands already, or when there is nothing that it could break.
   */
  aimAt(topology: AwsTopology, clients: AwsClients): Promise<AimedFault>;
}

/** A fault that may be inflicted now. */
export interface AimedFault {
  /** Puts back exactly what was read. */
  readonly undo: UndoCall;
  /** Exactly one call, given up with the signal. @throws what the SDK throws; the fault may stand even then. */
  inflict(signal: AbortSignal): Promise<Receipt>;
  /**
   * Which of the two calls AWS would not let us make, by a dry run where AWS has one; null when nothing speaks against them.
   *
   * @throws what the SDK throws but for a refusal.
   */
  refused(): Promise<"inflict" | "undo" | null>;
}
