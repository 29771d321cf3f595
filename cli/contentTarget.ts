import { createRequire } from "node:module";
import type * as recordModule from "../recording/record";
import type { SiteIdentity } from "../site/healthPage";
import type { ContentTarget } from "./contentStore";
import { UserError } from "./errors";
import { refuseUnknownStack } from "./recordedStack";

const load = createRequire(__filename);

/**
 * The content bucket of one of a stack's sites, as its own program names it.
 *
 * @throws UserError for an unknown stack, for one whose program fails, and for one without content buckets.
 */
export async function contentTarget(
  stack: string,
  role: SiteIdentity["role"],
  projectDirectory: string,
): Promise<ContentTarget> {
  refuseUnknownStack(stack, projectDirectory);
  const { recordStack } = load("../recording/record") as typeof recordModule;
  const { errors, outputs } = await recordStack(stack, { projectDirectory });
  if (errors.length > 0) throw new UserError(errors.join("\n"));
  const { contentBuckets, topology } = outputs as unknown as ContentOutputs;
  const site = topology.sites.find((candidate) => candidate.role === role);
  if (!contentBuckets || !site) {
    throw new UserError(`the stack ${stack} has no content buckets: set dataSync in Pulumi.${stack}.yaml`);
  }
  return { region: site.region, bucket: contentBuckets[role], accountId: topology.accountId };
}

interface ContentOutputs {
  /** Absent in a stack that does not synchronise. */
  readonly contentBuckets?: Readonly<Record<SiteIdentity["role"], string>>;
  readonly topology: { readonly accountId: string; readonly sites: readonly SiteIdentity[] };
}
