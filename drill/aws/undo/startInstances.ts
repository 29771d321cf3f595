import { GoneError, receiptOf, type Progress, type Undo, type UndoCallOf } from "./undo";

/** Starts a stopped instance, which keeps its addresses. It cannot be started while it is still stopping. */
export function startInstances({ region, instanceId }: UndoCallOf<"ec2:StartInstances">): Undo {
  const request = { InstanceIds: [instanceId] };
  return {
    carryOut: async (clients) => {
      const { client, sdk } = clients.ec2(region);
      return receiptOf(await client.send(new sdk.StartInstancesCommand(request)));
    },
    readBack: async (clients) => {
      const { client, sdk } = clients.ec2(region);
      const { Reservations = [] } = await client.send(new sdk.DescribeInstancesCommand(request));
      const state = Reservations[0]?.Instances?.[0]?.State?.Name;
      if (state === undefined || state === "shutting-down" || state === "terminated") {
        throw new GoneError(`the instance ${instanceId} in ${region} is ${state ?? "not there"}`);
      }
      return progressOf[state];
    },
    target: { Arn: "arn:aws:scheduler:::aws-sdk:ec2:startInstances", Input: JSON.stringify(request) },
    byHand: {
      words: `start the instance ${instanceId}`,
      command: `aws ec2 start-instances --region ${region} --instance-ids ${instanceId}`,
    },
  };
}

/** Source: EC2 User Guide, "Amazon EC2 instance state changes". */
const progressOf = {
  running: "undone",
  pending: "underway",
  stopping: "underway",
  stopped: "standing",
} as const satisfies Record<string, Progress>;
