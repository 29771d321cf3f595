import { receiptOf } from "../undo/undo";
import type { AwsFault } from "./fault";

/** The web server is stopped by an SSM document of the stack's own: the instance refuses every connection. */
export const killServer: AwsFault = {
  name: "kill-server",
  aimAt: ({ stack, sites: [{ region, instanceId }], operations }, clients) => {
    if (!operations) {
      const message = `The stack ${stack} has no documents to stop and start its server: set operations.enabled.`;
      return Promise.reject(new Error(message));
    }
    const { stopServerDocument, startServerDocument } = operations;
    return Promise.resolve({
      undo: { operation: "ssm:SendCommand", region, instanceId, document: startServerDocument },
      inflict: async () => {
        const { client, sdk } = clients.ssm(region);
        const request = { DocumentName: stopServerDocument, InstanceIds: [instanceId] };
        const sent = await client.send(new sdk.SendCommandCommand(request));
        return receiptOf(sent, sent.Command?.CommandId ?? null);
      },
      mayInflict: () => Promise.resolve(null),
    });
  },
};
