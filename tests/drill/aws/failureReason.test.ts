import assert from "node:assert/strict";
import { failureReason } from "../../../drill/aws/failureReason";
import { awsError } from "./fakeClients";

describe("drill/aws/failureReason", () => {
  for (const [error, reason] of [
    [awsError("AccessDenied", "Access Denied"), "AccessDenied: Access Denied"],
    [new Error("status 503"), "status 503"],
    [new Error("first\n  second"), "first second"],
    [awsError("TimeoutError", "TimeoutError: too late"), "TimeoutError: too late"],
    [Object.assign(new Error(""), { code: "ECONNREFUSED" }), "ECONNREFUSED"],
    [awsError("ExpiredToken", ""), "ExpiredToken"],
    ["gone", "gone"],
  ] as const) {
    it(`says ${reason}`, () => {
      assert.equal(failureReason(error), reason);
    });
  }
});
