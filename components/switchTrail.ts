import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { physicalName } from "./physicalName";

/** Days that the record of a change is kept. */
const keptDays = 365;

/** Where the changes of a switch are written down. */
export interface SwitchTrailArgs {
  /** Of the switch, and of the trail. */
  readonly region: string;
  readonly accountId: string;
  /** Name of the bucket that the trail writes to, in the account regional namespace. A change replaces it. */
  readonly bucketName: string;
  /** ARNs of the objects whose changes are written down. */
  readonly objectArns: readonly string[];
  /** Guards the bucket against deletion and replacement. */
  readonly protect: boolean;
}

/**
 * Writes down who puts or deletes certain objects, and nothing else: reads are not recorded, since checkers read a
 * switch several times a second (AWS CloudTrail User Guide, "Filtering data events by using advanced event selectors").
 */
export function switchTrail(name: string, args: SwitchTrailArgs, parent: pulumi.Resource): void {
  const { region, accountId, objectArns } = args;
  const trailName = physicalName(name);
  const trailArn = `arn:aws:cloudtrail:${region}:${accountId}:trail/${trailName}`;
  const { bucket, policy } = trailBucket(name, args, trailArn, parent);
  new aws.cloudtrail.Trail(
    name,
    {
      region,
      name: trailName,
      s3BucketName: bucket.id,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      enableLogFileValidation: true,
      advancedEventSelectors: [
        {
          name: "Changes of the switch",
          fieldSelectors: [
            { field: "eventCategory", equals: ["Data"] },
            { field: "resources.type", equals: ["AWS::S3::Object"] },
            { field: "readOnly", equals: ["false"] },
            { field: "resources.ARN", equals: [...objectArns] },
          ],
        },
      ],
      tags: { Name: trailName },
    },
    // CloudTrail refuses a bucket that it cannot write to.
    { parent, dependsOn: [policy] },
  );
}

function trailBucket(
  name: string,
  { region, accountId, bucketName, protect }: SwitchTrailArgs,
  trailArn: string,
  parent: pulumi.Resource,
) {
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
  new aws.s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    {
      region,
      bucket: bucket.id,
      rules: [{ id: "old", status: "Enabled", filter: { prefix: "" }, expiration: { days: keptDays } }],
    },
    { parent },
  );
  const policy = new aws.s3.BucketPolicy(
    `${name}-policy`,
    { region, bucket: bucket.id, policy: JSON.stringify(writtenBy(trailArn, bucketName, accountId)) },
    // S3 refuses to change two of these at once.
    { parent, dependsOn: [publicAccess] },
  );
  return { bucket, policy };
}

/** AWS CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail". */
function writtenBy(trailArn: string, bucketName: string, accountId: string) {
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  return {
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
        Resource: `arn:aws:s3:::${bucketName}/AWSLogs/${accountId}/*`,
        Condition: {
          StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": trailArn },
        },
      },
    ],
  };
}
