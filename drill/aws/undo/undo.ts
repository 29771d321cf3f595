/** What undoing a fault comes to, whichever operation does it. */
import type { AwsClients } from "../clients";
import type { UndoCall } from "../journal";

/** One idempotent call, in every form in which it is needed. */
export interface Undo {
  carryOut(clients: AwsClients): Promise<Receipt>;
  readBack(clients: AwsClients, receipt: Receipt | null): Promise<Progress>;
  readonly target: UndoTarget;
  readonly byHand: { readonly words: string; readonly command: string };
}

/** Proof that AWS has taken a call. */
export interface Receipt {
  readonly requestId: string | null;
  /** Of Systems Manager, whose calls only begin something. */
  readonly commandId: string | null;
}

/**
 * `undone`: as it was before the fault. `underway`: on its way, there or to where it can be begun. `standing`: the fault
 * stands, and the call is to be made. `changed`: neither the fault nor what was before; somebody has meant it to be so.
 */
export type Progress = "undone" | "underway" | "standing" | "changed";

/**
 * A universal target: `Input` has the request's parameters, by their names in the API, as JSON.
 * Source: EventBridge Scheduler User Guide, "Using universal targets".
 */
export interface UndoTarget {
  readonly Arn: string;
  readonly Input: string;
}

/** The call that undoes a fault with that operation. */
export type UndoCallOf<Operation extends UndoCall["operation"]> = Extract<
  UndoCall,
  { readonly operation: Operation }
>;

/** What the fault has broken is no longer there: no call brings it back. */
export class GoneError extends Error {
  override readonly name = "GoneError";
}

/** What the API's own answer proves of a call. */
export function receiptOf(
  { $metadata }: { readonly $metadata: { readonly requestId?: string | undefined } },
  commandId: string | null = null,
): Receipt {
  return { requestId: $metadata.requestId ?? null, commandId };
}
