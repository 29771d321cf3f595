import assert from "node:assert/strict";
import { simple } from "../../../route53/policies/simple";
import { address } from "../zones";

describe("simple routing", () => {
  it("is the one set there is", () => {
    const set = address("www", "192.0.2.1");
    assert.deepEqual(simple([set], {}), [{ probability: 1, recordSets: [set] }]);
    assert.deepEqual(simple([], {}), []);
  });
});
