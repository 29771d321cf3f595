import type { Fault } from "./fault";
import { servesWrongly } from "./servesWrongly";

/** Every page takes 1.5 s: slow, but within the 2 s that a checker waits for the status line. */
export const slowWithinLimit = {
  ...servesWrongly,
  name: "slow-within-limit",
  failureKind: "noReply",
  failingProbes: "none",
  pages: "all",
  breakSite: (site, { speed }) => site.misbehave({ kind: "delay", delayMs: 1500 / speed }),
} as const satisfies Fault;
