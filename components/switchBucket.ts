import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { OperatorSwitchArgs } from "./operatorSwitch";
import { watcherVersions } from "./watcherVersions";

/** The bucket of a switch. */
export interface SwitchBucket {
  readonly bucket: aws.s3.Bucket;
  /** What must be there before anything is written, or read by a stranger. */
  readonly settled: readonly pulumi.Resource[];
}

/**
 * A bucket from which anybody may read exactly `publicKeys` by HTTPS, and nothing else. Without the right to list, S3
 * answers 403 for an object that is not there (API GetObject, "Permissions"), and such an answer costs nothing.
 *
 * The name is one of the account regional namespace, which no other account can ever take: a freed name would be a
 * stranger's switch (S3 User Guide, "Namespaces for general purpose buckets").
 */
export function switchBucket(
  name: string,
  { region, bucketName, protect }: OperatorSwitchArgs,
  publicKeys: readonly string[],
  parent: pulumi.Resource,
): SwitchBucket {
  const bucket = new aws.s3.Bucket(
    `${name}-bucket`,
    {
      region,
      bucket: bucketName,
      bucketNamespace: "account-regional",
      forceDestroy: false,
      tags: { Name: bucketName },
    },
    { parent, protect },
  );
  const settingsOf = { region, bucket: bucket.id };
  const kept = keepWhatIsWritten(name, settingsOf, parent);
  const policy = openToReaders(name, settingsOf, readersOf(bucketName, publicKeys), parent);
  return { bucket, settled: [...kept, policy] };
}

/** What every setting of the bucket says about whose it is. */
interface SettingsOf {
  readonly region: string;
  readonly bucket: pulumi.Output<string>;
}

/** Every state of the switch stays on record, which the watcher's notes need not, and belongs to this account whoever wrote it. */
function keepWhatIsWritten(name: string, settingsOf: SettingsOf, parent: pulumi.Resource): pulumi.Resource[] {
  const versioning = new aws.s3.BucketVersioning(
    `${name}-versioning`,
    { ...settingsOf, versioningConfiguration: { status: "Enabled" } },
    { parent },
  );
  new aws.s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    { ...settingsOf, rules: [watcherVersions] },
    { parent, dependsOn: [versioning] },
  );
  const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    {
      ...settingsOf,
      // Not KMS: a checker has no credentials, and S3 decrypts for nobody without them.
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    },
    { parent },
  );
  const ownership = new aws.s3.BucketOwnershipControls(
    `${name}-ownership`,
    { ...settingsOf, rule: { objectOwnership: "BucketOwnerEnforced" } },
    { parent },
  );
  return [versioning, encryption, ownership];
}

/** By a policy alone, so that no object becomes public by its own access control list. */
function openToReaders(
  name: string,
  settingsOf: SettingsOf,
  readers: object,
  parent: pulumi.Resource,
): aws.s3.BucketPolicy {
  const publicAccess = new aws.s3.BucketPublicAccessBlock(
    `${name}-public-access`,
    {
      ...settingsOf,
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: false,
      restrictPublicBuckets: false,
    },
    { parent },
  );
  return new aws.s3.BucketPolicy(
    `${name}-policy`,
    { ...settingsOf, policy: JSON.stringify({ Version: "2012-10-17", Statement: [readers] }) },
    // S3 refuses a public policy until public policies are allowed.
    { parent, dependsOn: [publicAccess] },
  );
}

function readersOf(bucketName: string, publicKeys: readonly string[]) {
  return {
    Sid: "CheckersReadTheSwitch",
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: publicKeys.map((key) => `arn:aws:s3:::${bucketName}/${key}`),
    Condition: { Bool: { "aws:SecureTransport": "true" } },
  };
}
