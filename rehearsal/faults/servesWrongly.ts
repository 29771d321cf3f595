import type { Fault } from "./fault";

/** What the faults share in which the primary's server lives, and serves wrongly until it is told to serve well again. */
export const servesWrongly = {
  isRehearsable: true,
  isDrillable: false,
  targets: ["primary"],
  restore: (site) => site.misbehave(null),
} as const satisfies Partial<Fault>;
