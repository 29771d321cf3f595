import type { Fault } from "./fault";

/** Every page, the health page too, is an internal server error; a checker knows it at once by the status. */
export const http500 = {
  name: "http-500",
  isRehearsable: true,
  isDrillable: false,
  targets: ["primary"],
  failureKind: "refused",
  failingProbes: "enough",
  pages: "none",
  breakSite: (site) => site.misbehave({ kind: "reply", status: 500 }),
  restore: (site) => site.misbehave(null),
} as const satisfies Fault;
