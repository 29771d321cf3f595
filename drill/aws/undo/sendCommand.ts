import { receiptOf, type Undo, type UndoCallOf } from "./undo";

/** Runs the SSM document that starts the web server, which changes nothing where it runs already. */
export function sendCommand({ region, instanceId, document }: UndoCallOf<"ssm:SendCommand">): Undo {
  const request = { DocumentName: document, InstanceIds: [instanceId] };
  return {
    carryOut: async (clients) => {
      const { client, sdk } = clients.ssm(region);
      const sent = await client.send(new sdk.SendCommandCommand(request));
      return receiptOf(sent, sent.Command?.CommandId ?? null);
    },
    readBack: async (clients, receipt) => {
      const commandId = receipt?.commandId ?? null;
      if (commandId === null) return "standing";
      const { client, sdk } = clients.ssm(region);
      const invocation = { CommandId: commandId, InstanceId: instanceId };
      try {
        const { Status } = await client.send(new sdk.GetCommandInvocationCommand(invocation));
        return Status === "Success" ? "undone" : isOver(Status) ? "standing" : "underway";
      } catch (error) {
        // A command that has only just been sent has not reached the instance's record yet.
        if (error instanceof Error && error.name === "InvocationDoesNotExist") return "underway";
        throw error;
      }
    },
    target: { Arn: "arn:aws:scheduler:::aws-sdk:ssm:sendCommand", Input: JSON.stringify(request) },
    byHand: {
      words: `start the web server of ${instanceId}`,
      command: `aws ssm send-command --region ${region} --document-name ${document} --instance-ids ${instanceId}`,
    },
  };
}

/** Source: Systems Manager User Guide, "Understanding command statuses". */
function isOver(status: string | undefined): boolean {
  return status === "Failed" || status === "TimedOut" || status === "Cancelled";
}
