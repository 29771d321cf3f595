import type { Fault } from "./fault";
import { servesWrongly } from "./servesWrongly";

/** One connection in five is never answered: two in a row at most of the checkers at once do not happen. */
export const packetLoss = {
  ...servesWrongly,
  name: "packet-loss",
  failureKind: "noReply",
  failingProbes: "tooFew",
  pages: "some",
  breakSite: (site) => site.misbehave({ kind: "lose", share: 0.2 }),
} as const satisfies Fault;
