import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { faultScene } from "../../rehearsal/faultScene";
import type { Site } from "../../rehearsal/sites/site";
import type { HealthCheck } from "../../route53/types";
import { manualClock } from "../support/manualClock";
import { shopTopology } from "../support/shopTopology";

const [primaryCheck, backupCheck] = shopTopology.healthChecks as [HealthCheck, HealthCheck];
const regions = ["us-east-1", "eu-west-1", "sa-east-1"];
const topology = {
  ...shopTopology,
  healthChecks: [
    { ...primaryCheck, HealthCheckConfig: { ...primaryCheck.HealthCheckConfig, Regions: regions } },
    { ...backupCheck, HealthCheckConfig: { ...backupCheck.HealthCheckConfig, RequestInterval: 30 as const } },
  ],
};
const primary = { role: "primary", publicIp: "192.0.2.10" } as Site;

function sceneOf(of = topology) {
  const done: unknown[] = [];
  const clock = manualClock();
  const silentRegions = new Set<string>();
  const scene = faultScene({
    topology: of,
    speed: 10,
    cutOff: () => Promise.resolve(),
    board: { setInverted: (...update) => void done.push(update) },
    clock,
    onEvent: (event) => void done.push(event),
    operatorSwitch: null,
    silentRegions,
  });
  return { scene, done, silentRegions };
}

describe("faultScene", () => {
  it("knows the shortest interval of all checks, and the regions of those that probe a site", () => {
    const { scene } = sceneOf();
    assert.equal(scene.requestIntervalSeconds, 10);
    assert.deepEqual(scene.checkerRegions(primary), regions);
    assert.deepEqual(scene.checkerRegions({ ...primary, publicIp: "192.0.2.99" }), []);
  });

  it("has the site's region fall silent, and come back", () => {
    const { scene, silentRegions } = sceneOf();
    scene.silenceRegion(primary, true);
    assert.deepEqual([...silentRegions], ["us-east-1"]);
    scene.silenceRegion(primary, false);
    assert.deepEqual([...silentRegions], []);
  });

  it("inverts the check of the site's record set a moment after it was told to, and reports that first", async () => {
    const { scene, done } = sceneOf();
    scene.invertCheck(primary, true);
    await Promise.resolve();
    assert.deepEqual(done, []);
    await setImmediate();
    const update = { event: "update", atSeconds: 0, checkId: "hc-primary", inverted: true };
    assert.deepEqual(done, [update, ["hc-primary", true]]);
  });

  it("has nothing to invert where the record set has no check", async () => {
    const { zone } = shopTopology;
    const recordSets = zone.recordSets.map(({ HealthCheckId: _dropped, ...set }) => set);
    const { scene, done } = sceneOf({ ...topology, zone: { ...zone, recordSets } });
    scene.invertCheck(primary, true);
    await setImmediate();
    assert.deepEqual(done, []);
  });
});
