import assert from "node:assert/strict";
import { equalChances } from "../../../route53/policies/choice";
import { address } from "../zones";

describe("equalChances", () => {
  it("gives each set the same share", () => {
    const [a, b] = [address("www", "192.0.2.1"), address("www", "192.0.2.2")];
    assert.deepEqual(equalChances([a, b]), [
      { probability: 0.5, recordSets: [a] },
      { probability: 0.5, recordSets: [b] },
    ]);
    assert.deepEqual(equalChances([]), []);
  });
});
