import assert from "node:assert/strict";
import { snsCalls } from "../../../../drill/aws/sights/snsCalls";
import { fakeClients } from "../answeringClients";

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
    assert.deepEqual(
      calls.map(([service, , input]) => [service, input]),
      [
        ["sns us-west-1", { TopicArn: "arn:t", NextToken: undefined }],
        ["sns us-west-1", { TopicArn: "arn:t", NextToken: "more" }],
      ],
    );
  });
});
