import assert from "node:assert/strict";
import { refusalOf } from "../../../drill/aws/refusal";
import { GoneError } from "../../../drill/aws/undo/undo";
import { awsError } from "./fakeClients";

describe("drill/aws/refusal", () => {
  for (const [code, refusal] of [
    ["ExpiredToken", "credentials"],
    ["ExpiredTokenException", "credentials"],
    ["RequestExpired", "credentials"],
    ["CredentialsProviderError", "credentials"],
    ["AccessDenied", "rights"],
    ["UnauthorizedOperation", "rights"],
    ["InvalidInstanceID.NotFound", "absent"],
    ["NoSuchHealthCheck", "absent"],
    ["InsufficientInstanceCapacity", "capacity"],
    ["RequestLimitExceeded", "throttled"],
    ["Throttling", "throttled"],
    ["IncorrectInstanceState", "other"],
    ["InternalError", "other"],
  ] as const) {
    it(`takes ${code} for ${refusal}`, () => {
      assert.equal(refusalOf(awsError(code)), refusal);
    });
  }

  it("takes what is gone for absent, and what is no error for anything", () => {
    assert.deepEqual([refusalOf(new GoneError("gone")), refusalOf("gone")], ["absent", "other"]);
  });
});
