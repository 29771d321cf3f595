import assert from "node:assert/strict";
import { problemsWith } from "../support/stackSettings";

const watched = { siteWatcher: { enabled: true }, monitoring: { emails: ["ops@example.com"] } };
const drilled = { ...watched, drills: { enabled: true } };

/** Proves each relation of `drills` on both sides of its limit, with the whole text that ops will read. */
describe("stacks/drillRules", () => {
  it("wants somebody who says whether a drill may begin", () => {
    assert.deepEqual(problemsWith(drilled), []);
    assert.deepEqual(problemsWith({ drills: { enabled: false } }), []);
    assert.deepEqual(problemsWith({ drills: { enabled: true } }), [
      "drills.enabled: needs siteWatcher.enabled: true, which says whether a drill may begin; set that, or false [drills-watched]",
    ]);
  });

  // Threshold 5 and an interval of 30: 5 × (30 + 4) = 170 s, and the aggregation.
  const slow = (aggregationSeconds: number) => ({
    healthCheck: { requestIntervalSeconds: 30, failureThreshold: 5 },
    aggregationSeconds,
    rtoSeconds: 3600,
  });

  it("wants answers that change while the primary is broken", () => {
    assert.deepEqual(problemsWith({ ...drilled, ...slow(10) }), []);
    assert.deepEqual(problemsWith({ ...watched, ...slow(11) }), []);
    assert.deepEqual(problemsWith({ ...drilled, ...slow(11) }), [
      "drills.enabled: breaks the primary for five minutes, but answers may take 181 s to change, longer than 180: a drill could not see it; lower the interval or the threshold, or set false [drills-detected]",
    ]);
  });
});
