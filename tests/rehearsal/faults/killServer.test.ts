import assert from "node:assert/strict";
import { killServer } from "../../../rehearsal/faults/killServer";
import { untilServed } from "../../../rehearsal/sites/untilServed";
import { failureReasons } from "../../../route53/probe";
import { liveSite, probeSite, shopOf } from "./brokenSite";

describe("kill-server", () => {
  it("is refused to a probe at once, until it is undone", async function () {
    this.timeout(30_000);
    const { site, close } = await liveSite();
    try {
      await killServer.breakSite(site);
      const failed = { hasPassed: false, reason: failureReasons.connectionRefused, tookSeconds: 0 };
      assert.deepEqual(await probeSite(site), failed);
      await killServer.restore(site);
      await untilServed(shopOf(site));
      const passed = { hasPassed: true, reason: "Success: HTTP Status Code 200, OK", tookSeconds: 0 };
      assert.deepEqual(await probeSite(site), passed);
    } finally {
      await close();
    }
  });
});
