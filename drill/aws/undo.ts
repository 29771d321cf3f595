import type { AwsClients } from "./clients";
import type { UndoCall } from "./journal";
import { refusalOf } from "./refusal";
import { modifySecurityGroupRules } from "./undo/modifySecurityGroupRules";
import { sendCommand } from "./undo/sendCommand";
import { startInstances } from "./undo/startInstances";
import type { Progress, Receipt, Undo, UndoCallOf, UndoTarget } from "./undo/undo";
import { updateHealthCheck } from "./undo/updateHealthCheck";

/** Makes the call that undoes a fault; making it again changes nothing. @throws what the SDK throws. */
export async function carryOut(call: UndoCall, clients: AwsClients): Promise<Receipt> {
  return undoOf(call).carryOut(clients);
}

/** The same call for EventBridge Scheduler. */
export function undoTarget(call: UndoCall): UndoTarget {
  return undoOf(call).target;
}

/** The same call for people: what it does, and the line of the AWS CLI. */
export function undoByHand(call: UndoCall): string {
  const { words, command } = undoOf(call).byHand;
  return `${words}: ${command}`;
}

/**
 * Reads back how far the undoing is.
 *
 * @param receipt of the call, where it has been made; without one nobody can tell whether a command was ever sent.
 * @throws GoneError when there is nothing left to put back; else what the SDK throws.
 */
export async function readBack(
  call: UndoCall,
  clients: AwsClients,
  receipt: Receipt | null,
): Promise<Progress> {
  return undoOf(call).readBack(clients, receipt);
}

/** Whether AWS says that what a call would put back is not there. @throws what else the SDK throws. */
export async function isGone(call: UndoCall, clients: AwsClients): Promise<boolean> {
  // Systems Manager tells of commands alone; of the instance EC2 does.
  const asked = call.operation === "ssm:SendCommand" ? startOf(call) : call;
  try {
    await readBack(asked, clients, null);
    return false;
  } catch (error) {
    if (refusalOf(error) === "absent") return true;
    throw error;
  }
}

function startOf({ region, instanceId }: UndoCallOf<"ssm:SendCommand">): UndoCall {
  return { operation: "ec2:StartInstances", region, instanceId };
}

/** One line for each operation: all that is particular to one is in its own file. */
function undoOf(call: UndoCall): Undo {
  switch (call.operation) {
    case "ec2:StartInstances":
      return startInstances(call);
    case "ssm:SendCommand":
      return sendCommand(call);
    case "ec2:ModifySecurityGroupRules":
      return modifySecurityGroupRules(call);
    case "route53:UpdateHealthCheck":
      return updateHealthCheck(call);
  }
}
