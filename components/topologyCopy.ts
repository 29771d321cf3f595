import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Where the copy is kept, and what it says. */
export interface TopologyCopyArgs {
  /** A bucket in the region of the provider that is passed in the options. */
  readonly bucketName: pulumi.Input<string>;
  /** The stack's `topology` output. */
  readonly topology: pulumi.Input<object>;
}

/** Key of the copy; private, unlike the switch beside it. */
export const topologyKey = "topology.json";

/**
 * The stack's topology as an object in the backup's region, so that whoever has to act there needs neither the state of
 * the stack nor anything else from the primary's region.
 */
export class TopologyCopy extends pulumi.ComponentResource {
  constructor(
    name: string,
    { bucketName, topology }: TopologyCopyArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("website-failover:index:TopologyCopy", name, {}, opts);
    new aws.s3.BucketObjectv2(
      `${name}-object`,
      {
        bucket: bucketName,
        key: topologyKey,
        content: pulumi.jsonStringify(topology),
        contentType: "application/json",
        // An object takes 10 tags at most, fewer than a stack may have.
        overrideProvider: { defaultTags: { tags: {} } },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
