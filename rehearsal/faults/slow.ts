import type { Fault } from "./fault";

/** Every page takes 2.5 s: more than the 2 s that a checker waits for the status line, less than a shopper waits. */
export const slow = {
  name: "slow",
  isRehearsable: true,
  isDrillable: false,
  targets: ["primary"],
  failureKind: "noReply",
  failingProbes: "enough",
  pages: "all",
  breakSite: (site, { speed }) => site.misbehave({ kind: "delay", delayMs: 2500 / speed }),
  restore: (site) => site.misbehave(null),
} as const satisfies Fault;
