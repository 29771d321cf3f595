import { fewestHealthyCheckers } from "../../route53/healthCheck";
import { checkersPerRegion } from "../checkers/checker";
import type { Fault } from "./fault";

/**
 * The network parts the site from the checkers of most regions, and from no shopper: from as few regions as leave 18 %
 * of the checkers or less. Of 8 regions these are 7: 2 of 16 checkers, 12.5 %, are too few to keep the check healthy.
 */
export const partition = {
  name: "partition",
  isRehearsable: true,
  isDrillable: false,
  targets: ["primary"],
  failureKind: "blackhole",
  failingProbes: "enough",
  pages: "all",
  breakSite: (site, scene) => {
    const regions = scene.checkerRegions(site);
    return scene.cutOff(site, regions.slice(mostRegionsTooFew(regions.length)));
  },
  restore: (site, scene) => scene.cutOff(site, []),
} as const satisfies Fault;

/** Of a check's regions, the most that can see the site healthy without its check being so, by the 18 % rule. */
export function mostRegionsTooFew(regions: number): number {
  const fewestHealthy = fewestHealthyCheckers(regions * checkersPerRegion);
  return Math.ceil(fewestHealthy / checkersPerRegion) - 1;
}
