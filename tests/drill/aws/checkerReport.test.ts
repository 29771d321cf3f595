import assert from "node:assert/strict";
import { hasPassed } from "../../../drill/aws/checkerReport";

describe("drill/aws/checkerReport", () => {
  for (const [status, passes, passesInverted] of [
    ["Success: HTTP Status Code 200, OK", true, true],
    ["Failure: HTTP Status Code 200, OK", false, true],
    ["Success: HTTP Status Code 399, Found", true, true],
    ["Success: HTTP Status Code 503, Service Unavailable", true, false],
    ["Failure: HTTP Status Code 503, Service Unavailable", false, false],
    ["Failure: Connection refused", false, false],
    ["Success", true, true],
    ["", false, false],
  ] as const) {
    it(`"${status}" is of an endpoint that ${passes ? "passes" : "fails"}; where it is inverted ${passesInverted ? "passes" : "fails"}`, () => {
      assert.equal(hasPassed({ status }, {}), passes);
      assert.equal(hasPassed({ status }, { Inverted: false }), passes);
      assert.equal(hasPassed({ status }, { Inverted: true }), passesInverted);
    });
  }
});
