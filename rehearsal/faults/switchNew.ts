import type { Fault } from "./fault";
import { switchOf } from "./switchOf";

/**
 * The switch's check is replaced, as by an update that changes its interval. A new inverted check counts as unhealthy
 * until it has data: were it relied on at once, everything would go to the backup for nothing.
 * Source: developer guide, "How Amazon Route 53 determines whether a health check is healthy".
 */
export const switchNew = {
  name: "switch-new",
  isRehearsable: true,
  isDrillable: false,
  targets: ["primary"],
  failureKind: "switched",
  failingProbes: "none",
  pages: "all",
  breakSite: (_site, scene) => switchOf(scene).replaceCheck(),
  restore: (_site, scene) => {
    switchOf(scene).revertCheck();
    return Promise.resolve();
  },
} as const satisfies Fault;
