import type { AwsClients } from "../clients";
import type { SightWorld } from "./world";

/** Subscriptions by SNS's API. */
export function snsCalls(clients: Pick<AwsClients, "sns">): Pick<SightWorld, "unconfirmedEndpoints"> {
  return {
    unconfirmedEndpoints: async (region, topicArn, signal) => {
      const { sdk, client } = clients.sns(region);
      const endpoints: string[] = [];
      for (let token: string | undefined, isFirst = true; isFirst || token !== undefined; isFirst = false) {
        const command = new sdk.ListSubscriptionsByTopicCommand({ TopicArn: topicArn, NextToken: token });
        const { Subscriptions: subscriptions = [], NextToken: next } = await client.send(command, {
          abortSignal: signal,
        });
        token = next;
        for (const { SubscriptionArn: arn, Endpoint: endpoint = "" } of subscriptions)
          // What SNS says in place of an ARN that it does not give yet.
          if (arn === "PendingConfirmation") endpoints.push(endpoint);
      }
      return endpoints;
    },
  };
}
