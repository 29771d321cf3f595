import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { OperatorSwitch } from "../../components/operatorSwitch";
import { record } from "../../recording/record";
import type { Recording } from "../../recording/recording";
import { assertSound, inventory, resourceOf } from "../support/recordings";

/** Proves that a trail writes down the changes of a switch's two objects and nothing else, where only it can write. */

const switchBucket = "shop-switch-123456789012-us-west-1-an";
const bucketName = "shop-trail-123456789012-us-west-1-an";
const trailName = "website-failover-test-switch-trail";
const trailArn = `arn:aws:cloudtrail:us-west-1:123456789012:trail/${trailName}`;

describe("components/switchTrail", () => {
  let recording: Recording;
  before(async () => {
    recording = await record(() => {
      const provider = new aws.Provider("global", { region: "us-east-1" });
      const auditTrail = { accountId: "123456789012", bucketName };
      const args = { region: "us-west-1", bucketName: switchBucket, auditTrail, protect: true };
      new OperatorSwitch("switch", args, { provider });
      return {};
    });
  });

  const inputsOf = (type: string, name: string) => resourceOf(recording, type, name).inputs;

  it("adds exactly this to the switch, in the switch's region", () => {
    assertSound(recording);
    assert.deepEqual(
      inventory(recording).filter((line) => line.includes(" switch-trail")),
      [
        "aws:cloudtrail/trail:Trail switch-trail us-west-1",
        "aws:s3/bucket:Bucket switch-trail-bucket us-west-1",
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration switch-trail-lifecycle us-west-1",
        "aws:s3/bucketPolicy:BucketPolicy switch-trail-policy us-west-1",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock switch-trail-private us-west-1",
      ],
    );
  });

  it("writes down what is put and deleted, by the key, and no read", () => {
    const { advancedEventSelectors, ...trail } = inputsOf("aws:cloudtrail/trail:Trail", "switch-trail");
    assert.deepEqual(trail, {
      region: "us-west-1",
      name: trailName,
      s3BucketName: bucketName,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      enableLogFileValidation: true,
      tags: { Name: trailName },
    });
    assert.deepEqual(advancedEventSelectors, [
      {
        name: "Changes of the switch",
        fieldSelectors: [
          { field: "eventCategory", equals: ["Data"] },
          { field: "resources.type", equals: ["AWS::S3::Object"] },
          { field: "readOnly", equals: ["false"] },
          {
            field: "resources.ARN",
            equals: [
              `arn:aws:s3:::${switchBucket}/force-backup`,
              `arn:aws:s3:::${switchBucket}/switch-ready`,
            ],
          },
        ],
      },
    ]);
  });

  it("lets this trail alone write into its bucket, and nobody else in", () => {
    const { policy } = inputsOf("aws:s3/bucketPolicy:BucketPolicy", "switch-trail-policy");
    const Principal = { Service: "cloudtrail.amazonaws.com" };
    assert.deepEqual(JSON.parse(String(policy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "CloudTrailLooks",
          Effect: "Allow",
          Principal,
          Action: "s3:GetBucketAcl",
          Resource: `arn:aws:s3:::${bucketName}`,
          Condition: { StringEquals: { "aws:SourceArn": trailArn } },
        },
        {
          Sid: "CloudTrailWrites",
          Effect: "Allow",
          Principal,
          Action: "s3:PutObject",
          Resource: `arn:aws:s3:::${bucketName}/AWSLogs/123456789012/*`,
          Condition: {
            StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": trailArn },
          },
        },
      ],
    });
    const {
      region: _region,
      bucket: _bucket,
      ...publicAccess
    } = inputsOf("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "switch-trail-private");
    assert.deepEqual(publicAccess, {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });

  it("keeps what is written for a year, in a bucket that is not deleted by accident", () => {
    assert.deepEqual(
      inputsOf("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "switch-trail-lifecycle"),
      {
        region: "us-west-1",
        bucket: bucketName,
        rules: [{ id: "old", status: "Enabled", filter: { prefix: "" }, expiration: { days: 365 } }],
      },
    );
    const { inputs, protect } = resourceOf(recording, "aws:s3/bucket:Bucket", "switch-trail-bucket");
    assert.equal(inputs["forceDestroy"], false);
    assert.equal(protect, true);
  });

  it("comes after the policy that lets it write", () => {
    const trail = resourceOf(recording, "aws:cloudtrail/trail:Trail", "switch-trail");
    const policy = resourceOf(recording, "aws:s3/bucketPolicy:BucketPolicy", "switch-trail-policy");
    assert.ok(trail.dependencies.includes(policy.urn));
  });
});
