import assert from "node:assert/strict";
import { faultNamed } from "../../../rehearsal/faults";
import { untilServed } from "../../../rehearsal/sites/untilServed";
import { failureReasons } from "../../../route53/probe";
import { liveSite, probeSite, shopOf } from "./brokenSite";
import { sceneOf } from "./scene";

const passed = { hasPassed: true, reason: "Success: HTTP Status Code 200, OK", tookSeconds: 0 };

/** The faults of a server that lives, one after the other on the same one. */
describe("block-http, and the faults of a server that serves wrongly", () => {
  it("each fail a probe in their own way, until they are undone", async function () {
    this.timeout(60_000);
    const { site, close } = await liveSite();
    const scene = sceneOf({ speed: 1, requestIntervalSeconds: 10 });
    try {
      for (const [name, reason, tookSeconds] of [
        ["block-http", failureReasons.connectTimeout, 4],
        ["http-500", "Failure: HTTP Status Code 500, Internal Server Error", 0],
        ["redirect", failureReasons.searchStringMissing, 0],
        ["wrong-body", failureReasons.searchStringMissing, 0],
        ["slow", failureReasons.statusTimeout, 2],
      ] as const) {
        const fault = faultNamed(name);
        await fault.breakSite(site, scene);
        assert.deepEqual(await probeSite(site), { hasPassed: false, reason, tookSeconds }, name);
        await fault.restore(site, scene);
        await untilServed(shopOf(site));
        assert.deepEqual(await probeSite(site), passed, name);
      }
    } finally {
      await close();
    }
  });
});
