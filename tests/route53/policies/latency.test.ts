import assert from "node:assert/strict";
import { latency } from "../../../route53/policies/latency";
import { address } from "../zones";

describe("latency routing", () => {
  const east = address("www", "192.0.2.1", { Region: "us-east-1", SetIdentifier: "east" });
  const west = address("www", "192.0.2.2", { Region: "us-west-1", SetIdentifier: "west" });
  const either = [
    { probability: 0.5, recordSets: [east] },
    { probability: 0.5, recordSets: [west] },
  ];

  it("takes the set of the client's region", () => {
    assert.deepEqual(latency([east, west], { region: "us-west-1" }), [
      { probability: 1, recordSets: [west] },
    ]);
  });

  it("holds the others equally likely where that region has no candidate", () => {
    assert.deepEqual(latency([east, west], { region: "eu-west-1" }), either);
  });

  it("holds all equally likely for a client whose region is not known", () => {
    assert.deepEqual(latency([east, west], {}), either);
    assert.deepEqual(latency([east], {}), [{ probability: 1, recordSets: [east] }]);
    assert.deepEqual(latency([], {}), []);
  });
});
