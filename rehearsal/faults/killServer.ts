import type { Fault } from "./fault";

/** The web server is dead on a running instance, which refuses every connection. */
export const killServer = {
  name: "kill-server",
  isRehearsable: true,
  isDrillable: true,
  targets: ["primary"],
  failureKind: "refused",
  failingProbes: "enough",
  pages: "none",
  breakSite: (site) => site.kill(),
  restore: (site) => site.revive(),
} as const satisfies Fault;
