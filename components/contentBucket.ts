import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { contentBucketName, type ContentBucketOwner } from "../site/contentBucketName";
import { watcherVersions } from "./watcherVersions";

/** Days that a deleted or overwritten object can still be brought back. */
const undeleteDays = 90;

/** A content bucket, with what must be there before anything may replicate from it or into it. */
export interface ContentBucket {
  readonly region: string;
  readonly bucket: aws.s3.Bucket;
  /** Known before it exists: buckets and their replication refer to each other both ways. */
  readonly bucketName: string;
  readonly arn: string;
  /** Versioning and encryption. */
  readonly settled: readonly pulumi.Resource[];
}

/** The bucket of one region: private, encrypted, versioned, reached by TLS alone. */
export function contentBucket(
  name: string,
  { protect, ...owner }: ContentBucketOwner & { readonly protect: boolean },
  parent: pulumi.Resource,
): ContentBucket {
  const { region } = owner;
  const bucketName = contentBucketName(owner);
  const bucket = new aws.s3.Bucket(
    name,
    // A freed name is anybody's: instances would pull a stranger's pages.
    { region, bucket: bucketName, forceDestroy: false, tags: { Name: bucketName } },
    { parent, protect },
  );
  const versioning = new aws.s3.BucketVersioning(
    `${name}-versioning`,
    { region, bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
    { parent },
  );
  const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    {
      region,
      bucket: bucket.id,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    },
    { parent },
  );
  const settled = [versioning, encryption];
  const content = { region, bucket, bucketName, arn: `arn:aws:s3:::${bucketName}`, settled };
  closeToOthers(name, content, parent);
  expireOldVersions(name, content, parent);
  return content;
}

function closeToOthers(name: string, { region, bucket, arn }: ContentBucket, parent: pulumi.Resource): void {
  const publicAccess = new aws.s3.BucketPublicAccessBlock(
    `${name}-private`,
    {
      region,
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { parent },
  );
  new aws.s3.BucketOwnershipControls(
    `${name}-ownership`,
    { region, bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
    { parent },
  );
  new aws.s3.BucketPolicy(
    `${name}-policy`,
    { region, bucket: bucket.id, policy: JSON.stringify(tlsOnly(arn)) },
    // S3 refuses to change two of these at once.
    { parent, dependsOn: [publicAccess] },
  );
}

/** S3 User Guide, "Security best practices for Amazon S3", "Enforce encryption of data in transit". */
function tlsOnly(arn: string) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
}

/** Lifecycle actions do not replicate, so both buckets have the same rules. */
function expireOldVersions(
  name: string,
  { region, bucket, settled }: ContentBucket,
  parent: pulumi.Resource,
): void {
  new aws.s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    {
      region,
      bucket: bucket.id,
      rules: [
        {
          id: "old-versions",
          status: "Enabled",
          filter: { prefix: "" },
          noncurrentVersionExpiration: { noncurrentDays: undeleteDays },
          expiration: { expiredObjectDeleteMarker: true },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
        watcherVersions,
      ],
    },
    { parent, dependsOn: [...settled] },
  );
}
