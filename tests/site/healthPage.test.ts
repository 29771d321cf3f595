import assert from "node:assert/strict";
import {
  brokenPage,
  defaultHealthPath,
  defaultSearchString,
  healthScriptPeriodSeconds,
  healthyPage,
  stalePageSeconds,
} from "../../site/healthPage";

describe("health page", () => {
  it("says who serves it and what", () => {
    assert.equal(
      healthyPage({ role: "primary", region: "us-east-1" }, "0123456789ab"),
      "status=ok site=primary region=us-east-1 content=0123456789ab\n",
    );
    assert.equal(
      healthyPage({ role: "backup", region: "us-west-1" }, "0123456789ab"),
      "status=ok site=backup region=us-west-1 content=0123456789ab\n",
    );
  });

  it("of a broken shop does not hold the search string", () => {
    const page = brokenPage({ role: "backup", region: "us-west-1" });
    assert.equal(page, "status=broken site=backup region=us-west-1\n");
    assert.equal(page.indexOf(defaultSearchString), -1);
  });

  it("has the agreed path, search string and times", () => {
    assert.deepEqual(
      [defaultHealthPath, defaultSearchString, healthScriptPeriodSeconds, stalePageSeconds],
      ["/healthz", "status=ok", 5, 15],
    );
  });
});
