import type { DrillFault } from "../hands";
import type { AwsTopology } from "../topology";
import type { DrillFacts, Seen } from "./facts";

/** What a rule knows besides the facts. */
export interface PlannedDrill {
  readonly topology: AwsTopology;
  readonly fault: DrillFault;
  /** Wall seconds until the schedule would undo the fault. */
  readonly undoneAfterSeconds: number;
}

/** Something that must hold before anything is broken. */
export interface PreflightRule {
  /** Stays the same between versions. */
  readonly id: string;
  /** A sentence for each breach: what, where, and how to mend it. */
  readonly breaches: (facts: DrillFacts, planned: PlannedDrill) => readonly string[];
}

/** The breaches in what was seen; of what was not, that it was not. */
export function inWhatIsSeen<T>(
  what: string,
  sight: Seen<T>,
  breaches: (value: T) => readonly string[],
): readonly string[] {
  return "unseen" in sight ? [`${what} cannot be seen: ${sight.unseen}`] : breaches(sight.value);
}
