import assert from "node:assert/strict";
import { accountProblem, callerIdentity } from "../../../drill/aws/account";
import { fakeClients } from "./fakeClients";

const arn = "arn:aws:sts::123456789012:assumed-role/override/alice";
const { signal } = new AbortController();

describe("drill/aws/account", () => {
  it("asks the STS of the region that it is given", async () => {
    const { clients, calls } = fakeClients({
      GetCallerIdentity: () => ({ Account: "123456789012", Arn: arn }),
    });
    assert.deepEqual(await callerIdentity(clients, "us-west-1", signal), { accountId: "123456789012", arn });
    assert.deepEqual(calls, [
      { service: "sts", region: "us-west-1", command: "GetCallerIdentity", input: {}, hasSignal: true },
    ]);
  });

  it("refuses another account than the stack's, and no other", () => {
    const caller = { accountId: "123456789012", arn };
    assert.equal(accountProblem(caller, { stack: "prod", accountId: "123456789012" }), null);
    assert.equal(
      accountProblem(caller, { stack: "prod", accountId: "210987654321" }),
      `the stack prod is in the account 210987654321, but the credentials are of 123456789012 (${arn}).\n` +
        "Nothing was touched. Choose other credentials: --profile NAME, or AWS_PROFILE.",
    );
  });
});
