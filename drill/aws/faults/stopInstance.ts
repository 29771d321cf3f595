import { receiptOf } from "../undo/undo";
import { mayDryRun } from "./dryRun";
import type { AwsFault } from "./fault";

/** The instance is stopped. Its Elastic IP stays on its interface, so that every packet to it is dropped. */
export const stopInstance: AwsFault = {
  name: "stop-instance",
  aimAt: ({ sites: [{ region, instanceId }] }, clients) => {
    const stop = (isDryRun: boolean) => {
      const { client, sdk } = clients.ec2(region);
      return client.send(new sdk.StopInstancesCommand({ InstanceIds: [instanceId], DryRun: isDryRun }));
    };
    return Promise.resolve({
      undo: { operation: "ec2:StartInstances", region, instanceId },
      inflict: async () => receiptOf(await stop(false)),
      mayInflict: () => mayDryRun(stop(true)),
    });
  },
};
