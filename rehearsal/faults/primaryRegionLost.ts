import type { Fault } from "./fault";
import { stopInstance } from "./stopInstance";

/**
 * The primary's whole region is lost: its instance, its buckets, and every alarm in it. Whoever is to know of it must
 * be told from elsewhere.
 */
export const primaryRegionLost = {
  ...stopInstance,
  name: "primary-region-lost",
  isDrillable: false,
  alarms: { names: ["primary-unhealthy", "answer-not-primary"], withinMinutes: 5 },
  breakSite: (site, scene) => {
    scene.silenceRegion(site, true);
    return stopInstance.breakSite(site);
  },
  restore: (site, scene) => {
    scene.silenceRegion(site, false);
    return stopInstance.restore(site);
  },
} as const satisfies Fault;
