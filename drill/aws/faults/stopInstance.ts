import { receiptOf } from "../undo/undo";
import { mayDryRun } from "./dryRun";
import type { AwsFault } from "./fault";

/** The instance is stopped. Its Elastic IP stays on its interface, so that every packet to it is dropped. */
export const stopInstance: AwsFault = {
  name: "stop-instance",
  aimAt: ({ sites: [{ region, instanceId }] }, clients) => {
    const { client, sdk } = clients.ec2(region);
    const InstanceIds = [instanceId];
    const stop = (isDryRun: boolean, abortSignal?: AbortSignal) => {
      const command = new sdk.StopInstancesCommand({ InstanceIds, DryRun: isDryRun });
      return client.send(command, abortSignal && { abortSignal });
    };
    const tryToStart = () => client.send(new sdk.StartInstancesCommand({ InstanceIds, DryRun: true }));
    return Promise.resolve({
      undo: { operation: "ec2:StartInstances", region, instanceId },
      inflict: async (signal) => receiptOf(await stop(false, signal)),
      refused: async () => {
        if (!(await mayDryRun(stop(true)))) return "inflict";
        return (await mayDryRun(tryToStart())) ? null : "undo";
      },
    });
  },
};
