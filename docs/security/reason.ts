/** Why a statement is there. It holds for these actions alone: a statement that grows needs a new reason. */
export interface Reason {
  /** Logical name of the policy's resource. */
  readonly holder: RegExp;
  /** Sorted. */
  readonly actions: readonly string[];
  /** What every resource of the statement ends with, where actions do not tell two statements apart. */
  readonly on?: string;
  readonly why: string;
}
