import type { Fault } from "./fault";
import { servesWrongly } from "./servesWrongly";

/**
 * The site fails for half a request interval, and works for one and a half: a checker whose probe failed finds the
 * site well at its next one, so with a threshold of two or more none changes its mind; with one, no more than half do.
 */
export const flap = {
  ...servesWrongly,
  name: "flap",
  failureKind: "refused",
  failingProbes: "tooFew",
  pages: "some",
  breakSite: (site, { speed, requestIntervalSeconds }) => {
    const intervalMs = (1000 * requestIntervalSeconds) / speed;
    const rhythm = { badMs: intervalMs / 2, goodMs: (3 * intervalMs) / 2 };
    return site.misbehave({ kind: "reply", status: 500, rhythm });
  },
} as const satisfies Fault;
