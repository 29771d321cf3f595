import { lookAtStack } from "../drill/aws/sights/lookAtStack";
import { awsWorld } from "../drill/aws/sights/awsWorld";
import type { AwsFlags } from "./awsFlags";
import { reachOf } from "./awsReach";
import { openStack } from "./awsStack";
import { exitCodes, type ExitCode } from "./exitCodes";
import { statusText } from "./statusText";
import type { Surroundings } from "./surroundings";

/** What looking is made of; tests put their own in place. */
export interface StatusParts {
  readonly openStack: typeof openStack;
  readonly worldOf: typeof awsWorld;
}

/**
 * Prints how a deployed stack is.
 *
 * @throws UserError when there is no topology, or the credentials are of another account.
 */
export async function status(
  options: AwsFlags,
  surroundings: Surroundings,
  parts: StatusParts = { openStack, worldOf: awsWorld },
): Promise<ExitCode> {
  const { json, speed } = options;
  const { signal, stdout } = surroundings;
  const stack = await parts.openStack(options, surroundings, { mayAskPulumi: true });
  const world = parts.worldOf(stack.clients, stack.topology, reachOf(options, stack.topology), speed);
  const unseenBefore = "problem" in stack.caller ? [`the caller's account: ${stack.caller.problem}`] : [];
  const seen = await lookAtStack(stack, world, unseenBefore, signal);
  stdout.write(json ? `${JSON.stringify(seen)}\n` : statusText(seen));
  return seen.isWell ? exitCodes.holds : exitCodes.finding;
}
