import { createRequire } from "node:module";
import type { SwitchBucketAddress } from "../drill/aws/switchObjects";
import type * as recordModule from "../recording/record";
import { UserError } from "./errors";
import { refuseUnknownStack } from "./recordedStack";

const load = createRequire(__filename);

/**
 * Where a stack's own program keeps its switch, without asking anybody; null for a stack without one.
 *
 * @throws UserError for an unknown stack, and for one whose program fails.
 */
export async function switchBucketOf(
  stack: string,
  projectDirectory: string,
): Promise<SwitchBucketAddress | null> {
  refuseUnknownStack(stack, projectDirectory);
  // Pulumi's SDK takes seconds to load: whoever gives the outputs should not wait for it.
  const { recordStack } = load("../recording/record") as typeof recordModule;
  const { errors, outputs } = await recordStack(stack, { projectDirectory });
  if (errors.length > 0) throw new UserError(errors.join("\n"));
  const { topology } = outputs as unknown as TopologyOutput;
  const { accountId, operatorSwitch } = topology;
  return (
    operatorSwitch && { region: operatorSwitch.region, bucketName: operatorSwitch.bucketName, accountId }
  );
}

interface TopologyOutput {
  readonly topology: {
    readonly accountId: string;
    readonly operatorSwitch: { readonly region: string; readonly bucketName: string } | null;
  };
}
