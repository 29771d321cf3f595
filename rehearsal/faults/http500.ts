import type { Fault } from "./fault";
import { servesWrongly } from "./servesWrongly";

/** Every page, the health page too, is an internal server error; a checker knows it at once by the status. */
export const http500 = {
  ...servesWrongly,
  name: "http-500",
  failureKind: "refused",
  failingProbes: "enough",
  pages: "none",
  breakSite: (site) => site.misbehave({ kind: "reply", status: 500 }),
} as const satisfies Fault;
