import assert from "node:assert/strict";
import { snsCalls } from "../../../../drill/aws/sights/snsCalls";
import { fakeClients } from "../fakeClients";

const { signal } = new AbortController();

describe("drill/aws/sights/snsCalls", () => {
  it("finds the subscriptions that wait for a confirmation, on every page", async () => {
    const { clients, calls } = fakeClients({
      ListSubscriptionsByTopic: ({ NextToken: token }) =>
        token === undefined
          ? {
              Subscriptions: [
                { SubscriptionArn: "arn:aws:sns:1", Endpoint: "a@example.com" },
                { SubscriptionArn: "PendingConfirmation", Endpoint: "b@example.com" },
              ],
              NextToken: "more",
            }
          : { Subscriptions: [{ SubscriptionArn: "PendingConfirmation", Endpoint: "c@example.com" }] },
    });
    assert.deepEqual(await snsCalls(clients).unconfirmedEndpoints("us-west-1", "arn:t", signal), [
      "b@example.com",
      "c@example.com",
    ]);
    const call = {
      service: "sns",
      region: "us-west-1",
      command: "ListSubscriptionsByTopic",
      hasSignal: true,
    };
    assert.deepEqual(calls, [
      { ...call, input: { TopicArn: "arn:t", NextToken: undefined } },
      { ...call, input: { TopicArn: "arn:t", NextToken: "more" } },
    ]);
  });
});
