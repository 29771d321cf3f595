import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { forceBackupKey, switchReadyKey, switchToken } from "../site-watcher/plan";
import type { SwitchEndpoint } from "./endpoint";
import { switchBucket } from "./switchBucket";
import { switchTrail, type SwitchTrailArgs } from "./switchTrail";

/** Key of the stack's topology, which is private. */
export const topologyKey = "topology.json";

/** What a switch is made of. */
export interface OperatorSwitchArgs {
  /** Where the switch is, whatever the region of the provider: the backup's region. */
  readonly region: string;
  /** Name of the bucket, in the account regional namespace: `<prefix>-<account id>-<region>-an`. A change replaces it. */
  readonly bucketName: string;
  /** Where CloudTrail writes down who turns the switch on or off. Default null: nowhere. */
  readonly auditTrail?: Pick<SwitchTrailArgs, "accountId" | "bucketName"> | null;
  /** Guards the buckets against deletion and replacement. */
  readonly protect: boolean;
}

/**
 * An operator's hand on the failover that needs neither Route 53's control plane nor the primary's region: an object in
 * a bucket of the backup's region, there or not. FailoverDns makes a health check of it.
 *
 * @throws pulumi.RunError when a plain argument cannot be right; nothing is registered then.
 */
export class OperatorSwitch extends pulumi.ComponentResource {
  /** What FailoverDns takes. */
  readonly endpoint: SwitchEndpoint;
  private readonly writeObject: (objectName: string, object: SwitchObject) => aws.s3.BucketObjectv2;

  constructor(name: string, args: OperatorSwitchArgs, opts: pulumi.ComponentResourceOptions) {
    checkArgs(name, args);
    super("website-failover:index:OperatorSwitch", name, {}, opts);

    const publicKeys = [forceBackupKey, switchReadyKey];
    const { bucket, settled } = switchBucket(name, args, publicKeys, this);
    const { region, auditTrail, bucketName, protect } = args;
    const objectArns = publicKeys.map((key) => `arn:aws:s3:::${bucketName}/${key}`);
    if (auditTrail) switchTrail(`${name}-trail`, { region, ...auditTrail, objectArns, protect }, this);
    this.writeObject = (objectName, object) =>
      new aws.s3.BucketObjectv2(
        `${name}-${objectName}`,
        // An object takes 10 tags at most, fewer than a stack may have.
        {
          ...object,
          region: args.region,
          bucket: bucket.id,
          overrideProvider: { defaultTags: { tags: {} } },
        },
        { parent: this, dependsOn: [...settled] },
      );
    const canary = this.writeObject("canary", {
      key: switchReadyKey,
      content: `${switchToken} would be read here\n`,
      contentType: "text/plain",
    });

    // By way of the canary: no checker comes before the bucket is ours and can be read.
    this.endpoint = {
      region: args.region,
      bucketName: canary.bucket,
      fqdn: pulumi.interpolate`${canary.bucket}.s3.${args.region}.amazonaws.com`,
      resourcePath: `/${forceBackupKey}`,
      searchString: switchToken,
    };
    this.registerOutputs({ endpoint: this.endpoint });
  }

  /**
   * Keeps the stack's topology beside the switch, out of strangers' sight: whoever has to act in the backup's region
   * then needs neither the state of the stack nor anything else from the primary's.
   */
  keepTopology(topology: pulumi.Input<object>): void {
    this.writeObject("topology", {
      key: topologyKey,
      content: pulumi.jsonStringify(topology),
      contentType: "application/json",
    });
  }
}

type SwitchObject = Pick<aws.s3.BucketObjectv2Args, "key" | "content" | "contentType">;

function checkArgs(name: string, { region, bucketName }: OperatorSwitchArgs): void {
  const problem = bucketNameProblem(bucketName, region);
  if (problem !== null) throw new pulumi.RunError(`OperatorSwitch "${name}": ${problem}`);
}

/**
 * S3 User Guide, "General purpose bucket naming rules" and "Account regional namespace naming rules". No period: S3's
 * certificate covers one label in front of its own name.
 */
function bucketNameProblem(bucketName: string, region: string): string | null {
  const isLegal = /^[a-z0-9](?:[a-z0-9]|-(?!-))*-\d{12}-[a-z0-9-]+-an$/.test(bucketName);
  if (isLegal && bucketName.length <= 63 && bucketName.endsWith(`-${region}-an`)) return null;
  return `bucketName is "${bucketName}", but must be at most 63 lower-case letters, digits and hyphens that end with -<account id>-${region}-an`;
}
