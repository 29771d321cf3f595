import type { Fault } from "./fault";

/** Every page leads elsewhere. Route 53 calls a 302 healthy and does not follow it; the search string that it lacks fails it. */
export const redirect = {
  name: "redirect",
  isRehearsable: true,
  isDrillable: false,
  targets: ["primary"],
  failureKind: "refused",
  failingProbes: "enough",
  pages: "none",
  breakSite: (site) => site.misbehave({ kind: "reply", status: 302, location: "/maintenance" }),
  restore: (site) => site.misbehave(null),
} as const satisfies Fault;
