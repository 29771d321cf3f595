import { readFile } from "node:fs/promises";
import { accountProblem, callerIdentity, type CallerIdentity } from "../drill/aws/account";
import { awsClients, type AwsClients } from "../drill/aws/clients";
import { failureReason } from "../drill/aws/failureReason";
import { pulumiTopology } from "../drill/aws/pulumiOutput";
import { callLimitMs } from "../drill/aws/sights/look";
import { switchObjects, topologyKey } from "../drill/aws/switchObjects";
import { findTopology, OtherStackError, type FoundTopology } from "../drill/aws/topologySource";
import type { AwsTopology } from "../drill/aws/topology";
import type { AwsFlags } from "./awsFlags";
import { UserError } from "./errors";
import type { Surroundings } from "./surroundings";
import { switchBucketOf } from "./switchBucketOf";
import { WrongStackError } from "./wrongStack";

/** A stack on AWS that is about to be looked at or acted on. */
export interface OpenedStack extends FoundTopology {
  readonly clients: AwsClients;
  /** Who is calling, of the stack's own account; or why that cannot be told, in which case nothing may be changed. */
  readonly caller: CallerIdentity | { readonly problem: string };
}

/** What opening a stack is made of; tests put their own in place. */
export interface StackParts {
  readonly awsClients: typeof awsClients;
  readonly pulumiTopology: typeof pulumiTopology;
  readonly switchBucketOf: typeof switchBucketOf;
}

/**
 * Finds the topology of a stack and compares its account with the caller's, by the STS of the backup's region.
 *
 * @throws UserError when the topology cannot be had; WrongStackError for outputs of another stack and credentials of another
 * account.
 */
export async function openStack(
  { stack, outputs, profile }: Pick<AwsFlags, "stack" | "outputs" | "profile">,
  { projectDirectory, signal }: Pick<Surroundings, "projectDirectory" | "signal">,
  { mayAskPulumi }: { readonly mayAskPulumi: boolean },
  parts: StackParts = { awsClients, pulumiTopology, switchBucketOf },
): Promise<OpenedStack> {
  const clients = parts.awsClients({ profile });
  const limited = () => AbortSignal.any([signal, AbortSignal.timeout(callLimitMs)]);
  const request = { stack, mayAskPulumi, ...(outputs !== undefined && { outputs }) };
  const found = await findTopology(request, {
    readFile: (path) => readFile(path, "utf8"),
    pulumiTopology: (name) => parts.pulumiTopology(name, projectDirectory, signal),
    switchBucketOf: async (name) => {
      const bucket = await parts.switchBucketOf(name, projectDirectory);
      if (bucket === null) return null;
      // S3 would only say that access is denied.
      const { accountId } = bucket;
      refuseStranger(await callerOf(clients, bucket.region, limited()), { stack, accountId });
      return bucket;
    },
    readKept: (bucket) => switchObjects(clients, bucket).read(topologyKey, limited()),
  }).catch((error: unknown) => {
    signal.throwIfAborted();
    if (error instanceof WrongStackError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw error instanceof OtherStackError ? new WrongStackError(message) : new UserError(message);
  });
  const [, backup] = found.topology.sites;
  const caller = await callerOf(clients, backup.region, limited());
  signal.throwIfAborted();
  refuseStranger(caller, found.topology);
  return { ...found, clients, caller };
}

/** The topology alone, of whichever place has it. @throws as `openStack` does. */
export async function topologyOf(
  flags: Pick<AwsFlags, "stack" | "outputs" | "profile">,
  surroundings: Pick<Surroundings, "projectDirectory" | "signal">,
): Promise<AwsTopology> {
  return (await openStack(flags, surroundings, { mayAskPulumi: true })).topology;
}

async function callerOf(
  clients: AwsClients,
  region: string,
  signal: AbortSignal,
): Promise<OpenedStack["caller"]> {
  try {
    return await callerIdentity(clients, region, signal);
  } catch (error) {
    return { problem: failureReason(error) };
  }
}

function refuseStranger(
  caller: OpenedStack["caller"],
  stack: { readonly stack: string; readonly accountId: string },
): void {
  if ("problem" in caller) return;
  const problem = accountProblem(caller, stack);
  if (problem !== null) throw new WrongStackError(problem);
}
