import assert from "node:assert/strict";
import { mayDryRun } from "../../../../drill/aws/faults/dryRun";
import { awsError } from "../fakeClients";

describe("drill/aws/faults/dryRun", () => {
  it("reads EC2's answer from its error", async () => {
    assert.equal(await mayDryRun(Promise.reject(awsError("DryRunOperation"))), true);
    assert.equal(await mayDryRun(Promise.reject(awsError("UnauthorizedOperation"))), false);
  });

  it("passes on what is neither", async () => {
    await assert.rejects(mayDryRun(Promise.reject(awsError("InvalidInstanceID.NotFound"))), {
      name: "InvalidInstanceID.NotFound",
    });
    await assert.rejects(mayDryRun(Promise.resolve({})), {
      message: "EC2 has taken a dry run for the call itself.",
    });
  });
});
