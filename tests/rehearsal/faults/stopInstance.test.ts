import assert from "node:assert/strict";
import { stopInstance } from "../../../rehearsal/faults/stopInstance";
import { untilServed } from "../../../rehearsal/sites/untilServed";
import { failureReasons } from "../../../route53/probe";
import { liveSite, probeSite, shopOf } from "./brokenSite";

describe("stop-instance", () => {
  it("costs a probe all of the 4 s that it waits for a connection, until it is undone", async function () {
    this.timeout(30_000);
    const { site, close } = await liveSite();
    try {
      const passed = { hasPassed: true, reason: "Success: HTTP Status Code 200, OK", tookSeconds: 0 };
      assert.deepEqual(await probeSite(site), passed);
      await stopInstance.breakSite(site);
      const failed = { hasPassed: false, reason: failureReasons.connectTimeout, tookSeconds: 4 };
      assert.deepEqual(await probeSite(site), failed);
      await stopInstance.restore(site);
      await untilServed(shopOf(site));
      assert.deepEqual(await probeSite(site), passed);
    } finally {
      await close();
    }
  });
});
