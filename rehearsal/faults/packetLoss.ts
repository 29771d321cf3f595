import type { Fault } from "./fault";

/** One connection in five is never answered: two in a row at most of the checkers at once do not happen. */
export const packetLoss = {
  name: "packet-loss",
  isRehearsable: true,
  isDrillable: false,
  targets: ["primary"],
  failureKind: "noReply",
  failingProbes: "tooFew",
  pages: "some",
  breakSite: (site) => site.misbehave({ kind: "lose", share: 0.2 }),
  restore: (site) => site.misbehave(null),
} as const satisfies Fault;
