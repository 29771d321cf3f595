import type { Fault } from "./fault";
import { servesWrongly } from "./servesWrongly";

/** Every page is there, and blank: only the missing search string tells a checker, while a shopper sees a page. */
export const wrongBody = {
  ...servesWrongly,
  name: "wrong-body",
  failureKind: "refused",
  failingProbes: "enough",
  pages: "all",
  breakSite: (site) => site.misbehave({ kind: "reply", status: 200 }),
} as const satisfies Fault;
