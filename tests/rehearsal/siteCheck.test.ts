import assert from "node:assert/strict";
import { recordCheckId, siteCheckId } from "../../rehearsal/siteCheck";
import { shopTopology, switchedTopology } from "../support/shopTopology";

describe("siteCheckId", () => {
  it("is the check of the failover name's PRIMARY for the primary, of its SECONDARY for the backup", () => {
    assert.equal(siteCheckId(shopTopology, "primary"), "hc-primary");
    assert.equal(siteCheckId(shopTopology, "backup"), "hc-backup");
  });

  it("is the child for the site's own address where the record set has a CALCULATED one", () => {
    assert.deepEqual(
      [recordCheckId(switchedTopology, "primary"), siteCheckId(switchedTopology, "primary")],
      ["hc-calculated", "hc-primary"],
    );
    assert.deepEqual(
      [recordCheckId(switchedTopology, "backup"), siteCheckId(switchedTopology, "backup")],
      ["hc-backup", "hc-backup"],
    );
  });

  it("is null where the record set has none, or is of another name or type", () => {
    const { zone } = shopTopology;
    const recordSets = zone.recordSets.map(({ HealthCheckId: _dropped, ...set }) => set);
    assert.equal(siteCheckId({ ...shopTopology, zone: { ...zone, recordSets } }, "primary"), null);
    assert.equal(
      siteCheckId({ ...shopTopology, record: { name: "other.example.com.", type: "A" } }, "primary"),
      null,
    );
    assert.equal(
      siteCheckId({ ...shopTopology, record: { name: "www.example.com.", type: "AAAA" } }, "primary"),
      null,
    );
  });
});
