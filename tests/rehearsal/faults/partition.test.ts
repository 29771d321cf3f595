import assert from "node:assert/strict";
import { faultNamed } from "../../../rehearsal/faults";
import { mostRegionsTooFew } from "../../../rehearsal/faults/partition";
import type { Site } from "../../../rehearsal/sites/site";
import { sceneOf } from "./scene";

describe("partition", () => {
  // Two checkers a region, healthy from more than 18 %: 2 of 6, 2 of 10, 3 of 12 and 3 of 16 on.
  for (const [regions, most] of [
    [3, 0],
    [5, 0],
    [6, 1],
    [8, 1],
  ] as const) {
    it(`${most} of ${regions} regions are too few to keep a check healthy, ${most + 1} are not`, () => {
      assert.equal(mostRegionsTooFew(regions), most);
    });
  }

  // Of 8 regions with 2 checkers each, 2 of 16 are 12.5 % and 4 are 25 %; of 3 regions, 0 of 6 and 2, 33 %.
  for (const [name, regions, seeing] of [
    ["partition", 8, 1],
    ["partition-within-limit", 8, 2],
    ["partition", 3, 0],
    ["partition-within-limit", 3, 1],
  ] as const) {
    it(`${name} leaves ${seeing} of ${regions} regions in sight of the site, and then all of them`, async () => {
      const site = { role: "primary" } as Site;
      const all = Array.from({ length: regions }, (_, index) => `region-${index}`);
      const cuts: unknown[] = [];
      const scene = {
        ...sceneOf({ speed: 10, requestIntervalSeconds: 10 }),
        checkerRegions: (probed: Site) => (probed === site ? all : []),
        cutOff: (parted: Site, from: readonly string[]) => Promise.resolve(void cuts.push([parted, from])),
      };
      await faultNamed(name).breakSite(site, scene);
      await faultNamed(name).restore(site, scene);
      assert.deepEqual(cuts, [
        [site, all.slice(seeing)],
        [site, []],
      ]);
    });
  }
});
