import type { Fault } from "./fault";
import { mostRegionsTooFew, partition } from "./partition";

/**
 * A partition from one region less, which leaves more than 18 % of the checkers: of 8 regions 6, so that 4 of 16
 * checkers, 25 %, keep the check healthy.
 */
export const partitionWithinLimit = {
  ...partition,
  name: "partition-within-limit",
  failingProbes: "tooFew",
  breakSite: (site, scene) => {
    const regions = scene.checkerRegions(site);
    return scene.cutOff(site, regions.slice(mostRegionsTooFew(regions.length) + 1));
  },
} as const satisfies Fault;
