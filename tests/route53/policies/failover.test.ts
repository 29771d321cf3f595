import assert from "node:assert/strict";
import { failover } from "../../../route53/policies/failover";
import { address } from "../zones";

describe("failover routing", () => {
  const primary = address("www", "192.0.2.1", { SetIdentifier: "p", Failover: "PRIMARY" });
  const secondary = address("www", "192.0.2.2", { SetIdentifier: "s", Failover: "SECONDARY" });

  it("takes the PRIMARY, wherever it stands", () => {
    assert.deepEqual(failover([primary, secondary], {}), [{ probability: 1, recordSets: [primary] }]);
    assert.deepEqual(failover([secondary, primary], {}), [{ probability: 1, recordSets: [primary] }]);
  });

  it("takes the SECONDARY where no PRIMARY is left", () => {
    assert.deepEqual(failover([secondary], {}), [{ probability: 1, recordSets: [secondary] }]);
  });

  it("takes nothing from nothing", () => {
    assert.deepEqual(failover([], {}), []);
  });
});
