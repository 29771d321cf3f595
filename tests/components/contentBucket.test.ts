import assert from "node:assert/strict";
import type { Recording } from "../../recording/recording";
import { awsResource, backupBucket, primaryBucket, recordSync } from "./syncedRegions";

describe("components/contentBucket", () => {
  let recording: Recording;
  beforeEach(async () => {
    recording = await recordSync();
  });
  const inputsOf = (type: string, name: string) => awsResource(recording, type, name).inputs;

  it("makes both buckets private, encrypted, versioned and alike", () => {
    const sides = [
      ["primary", "eu-west-1", primaryBucket],
      ["backup", "eu-north-1", backupBucket],
    ] as const;
    for (const [role, region, bucket] of sides) {
      const name = `sync-${role}-content`;
      assert.deepEqual(inputsOf("s3/bucket:Bucket", name), {
        region,
        bucket,
        forceDestroy: false,
        tags: { Name: bucket },
      });
      assert.deepEqual(inputsOf("s3/bucketVersioning:BucketVersioning", `${name}-versioning`), {
        region,
        bucket,
        versioningConfiguration: { status: "Enabled" },
      });
      assert.deepEqual(
        inputsOf(
          "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
          `${name}-encryption`,
        ),
        { region, bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
      );
      assert.deepEqual(inputsOf("s3/bucketPublicAccessBlock:BucketPublicAccessBlock", `${name}-private`), {
        region,
        bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      assert.deepEqual(inputsOf("s3/bucketOwnershipControls:BucketOwnershipControls", `${name}-ownership`), {
        region,
        bucket,
        rule: { objectOwnership: "BucketOwnerEnforced" },
      });
      assert.deepEqual(
        inputsOf("s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", `${name}-lifecycle`),
        {
          region,
          bucket,
          rules: [
            {
              id: "old-versions",
              status: "Enabled",
              filter: { prefix: "" },
              noncurrentVersionExpiration: { noncurrentDays: 90 },
              expiration: { expiredObjectDeleteMarker: true },
              abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
            },
            {
              id: "watcher",
              status: "Enabled",
              filter: { prefix: "site-watcher/" },
              noncurrentVersionExpiration: { noncurrentDays: 1 },
            },
          ],
        },
      );
      const { policy, ...rest } = inputsOf("s3/bucketPolicy:BucketPolicy", `${name}-policy`);
      assert.deepEqual(rest, { region, bucket });
      assert.deepEqual(JSON.parse(String(policy)), {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "TlsOnly",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      });
    }
  });
});
