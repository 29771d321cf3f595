import type { Fault } from "./fault";
import { servesWrongly } from "./servesWrongly";

/** Every page takes 2.5 s: more than the 2 s that a checker waits for the status line, less than a shopper waits. */
export const slow = {
  ...servesWrongly,
  name: "slow",
  failureKind: "noReply",
  failingProbes: "enough",
  pages: "all",
  breakSite: (site, { speed }) => site.misbehave({ kind: "delay", delayMs: 2500 / speed }),
} as const satisfies Fault;
