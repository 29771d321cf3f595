import { receiptOf } from "../undo/undo";
import { mayDryRun } from "./dryRun";
import type { AwsFault } from "./fault";

/** The instance is stopped. Its Elastic IP stays on its interface, so that every packet to it is dropped. */
export const stopInstance: AwsFault = {
  name: "stop-instance",
  aimAt: ({ sites: [{ region, instanceId }] }, clients) => {
    const stop = (isDryRun: boolean, abortSignal?: AbortSignal) => {
      const { client, sdk } = clients.ec2(region);
      const command = new sdk.StopInstancesCommand({ InstanceIds: [instanceId], DryRun: isDryRun });
      return client.send(command, abortSignal && { abortSignal });
    };
    return Promise.resolve({
      undo: { operation: "ec2:StartInstances", region, instanceId },
      inflict: async (signal) => receiptOf(await stop(false, signal)),
      mayInflict: () => mayDryRun(stop(true)),
    });
  },
};
