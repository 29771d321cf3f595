/** One problem of a stack file: the keys it is about, and the rule that found it. */
export interface Problem {
  /** Settings' paths such as `healthCheck.path`. */
  readonly keys: readonly string[];
  /** What is wrong, the value given, what is allowed and how to fix it. */
  readonly message: string;
  /** Where parsing found it, key by key; relations have none. */
  readonly path?: readonly string[];
  /** The rule's id, which ends the printed line. */
  readonly rule: string;
}

/** A problem as people read it: key first, the rule's id last. */
export function describeProblem({ keys, message, rule }: Problem): string {
  return `${keys.join(", ")}: ${message} [${rule}]`;
}
