import type { Fault } from "./fault";
import { servesWrongly } from "./servesWrongly";

/** Every page leads elsewhere. Route 53 calls a 302 healthy and does not follow it; the search string that it lacks fails it. */
export const redirect = {
  ...servesWrongly,
  name: "redirect",
  failureKind: "refused",
  failingProbes: "enough",
  pages: "none",
  breakSite: (site) => site.misbehave({ kind: "reply", status: 302, location: "/maintenance" }),
} as const satisfies Fault;
