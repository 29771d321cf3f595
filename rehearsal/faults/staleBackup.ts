import type { Fault } from "./fault";

/**
 * The backup no longer pulls new content: it goes on serving an older release than the primary. A shop that is behind
 * is still a shop, so that no check may turn; the watcher must tell.
 */
export const staleBackup = {
  name: "stale-backup",
  isRehearsable: true,
  isDrillable: false,
  targets: ["backup"],
  failureKind: "refused",
  failingProbes: "none",
  pages: "all",
  alarms: { names: ["content-out-of-sync"] },
  breakSite: (site) => site.serveRelease("an-older-release"),
  restore: (site) => site.serveRelease(null),
} as const satisfies Fault;
