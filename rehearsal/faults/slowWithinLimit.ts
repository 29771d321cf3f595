import type { Fault } from "./fault";

/** Every page takes 1.5 s: slow, but within the 2 s that a checker waits for the status line. */
export const slowWithinLimit = {
  name: "slow-within-limit",
  isRehearsable: true,
  isDrillable: false,
  targets: ["primary"],
  failureKind: "noReply",
  failingProbes: "none",
  pages: "all",
  breakSite: (site, { speed }) => site.misbehave({ kind: "delay", delayMs: 1500 / speed }),
  restore: (site) => site.misbehave(null),
} as const satisfies Fault;
