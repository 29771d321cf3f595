import { receiptOf } from "../undo/undo";
import type { AwsFault } from "./fault";

/** The least that Systems Manager takes (API SendCommand, TimeoutSeconds). */
const deliverySeconds = 30;

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
      inflict: async (abortSignal) => {
        const { client, sdk } = clients.ssm(region);
        // One that cannot be delivered at once must not come after the restore.
        const request = {
          DocumentName: stopServerDocument,
          InstanceIds: [instanceId],
          TimeoutSeconds: deliverySeconds,
        };
        const sent = await client.send(new sdk.SendCommandCommand(request), { abortSignal });
        return receiptOf(sent, sent.Command?.CommandId ?? null);
      },
      refused: () => Promise.resolve(null),
    });
  },
};
