import type { Fault } from "./fault";

/**
 * The check's Inverted is set, so that Route 53 takes the healthy site for an unhealthy one: nothing is broken, and no
 * checker has anything to notice. On AWS it is one call, UpdateHealthCheck.
 * Source: developer guide, "Values that you specify when you create or update health checks", Invert health check status.
 */
export const invertCheck = {
  name: "invert-check",
  isRehearsable: true,
  isDrillable: true,
  targets: ["primary"],
  failureKind: "inverted",
  failingProbes: "none",
  pages: "all",
  breakSite: (site, scene) => {
    scene.invertCheck(site, true);
    return Promise.resolve();
  },
  restore: (site, scene) => {
    scene.invertCheck(site, false);
    return Promise.resolve();
  },
} as const satisfies Fault;
