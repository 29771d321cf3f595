import type { Fault } from "./fault";

/** Every page is there, and blank: only the missing search string tells a checker, while a shopper sees a page. */
export const wrongBody = {
  name: "wrong-body",
  isRehearsable: true,
  isDrillable: false,
  targets: ["primary"],
  failureKind: "refused",
  failingProbes: "enough",
  pages: "all",
  breakSite: (site) => site.misbehave({ kind: "reply", status: 200 }),
  restore: (site) => site.misbehave(null),
} as const satisfies Fault;
