import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ContentBucket } from "./contentBucket";

/** One direction of the replication. */
export interface ReplicationArgs {
  readonly source: ContentBucket;
  readonly destination: ContentBucket;
  readonly accountId: string;
  /** Replication Time Control: 99.9 % of objects within 15 minutes by contract, for a price. */
  readonly hasTimeControl: boolean;
}

/** The one rule of a replication; a dimension of its metrics. */
export const replicationRuleId = "everything";

/** Replication Time Control takes no other threshold (S3 API, ReplicationTimeValue). */
export const timeControlMinutes = 15;

/**
 * Replicates everything from one bucket to the other: objects, delete markers, and changes of replicas' metadata, so
 * that two of these, one each way, keep both buckets alike (S3 User Guide, "Replicating metadata changes with replica
 * modification sync"). Replicas do not replicate again.
 */
export function contentReplication(
  name: string,
  { source, destination, accountId, hasTimeControl }: ReplicationArgs,
  parent: pulumi.Resource,
): aws.s3.BucketReplicationConfig {
  const role = new aws.iam.Role(
    `${name}-role`,
    {
      assumeRolePolicy: JSON.stringify(assumeByS3(accountId)),
      description: "What S3 may do to replicate the shop's content in one direction.",
    },
    { parent },
  );
  const policy = new aws.iam.RolePolicy(
    `${name}-role-policy`,
    { role: role.id, policy: JSON.stringify(replicate(source.arn, destination.arn, accountId)) },
    { parent },
  );
  return new aws.s3.BucketReplicationConfig(
    name,
    {
      region: source.region,
      bucket: source.bucket.id,
      role: role.arn,
      rules: [
        {
          id: replicationRuleId,
          status: "Enabled",
          priority: 1,
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Enabled" },
          sourceSelectionCriteria: { replicaModifications: { status: "Enabled" } },
          destination: { bucket: destination.bucket.arn, ...measures(hasTimeControl) },
        },
      ],
    },
    { parent, dependsOn: [...source.settled, ...destination.settled, policy] },
  );
}

function measures(hasTimeControl: boolean) {
  const minutes = timeControlMinutes;
  if (!hasTimeControl) return { metrics: { status: "Enabled" } };
  return {
    metrics: { status: "Enabled", eventThreshold: { minutes } },
    replicationTime: { status: "Enabled", time: { minutes } },
  };
}

/**
 * S3 takes the role for this account's buckets alone. A condition "if it exists": AWS documents no source account for
 * this role, and replication must not stand still where S3 names none.
 */
function assumeByS3(accountId: string) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEqualsIfExists: { "aws:SourceAccount": accountId } },
      },
    ],
  };
}

/** S3 User Guide, "Setting up permissions for live replication"; the condition keeps the content in the account. */
function replicate(sourceArn: string, destinationArn: string, accountId: string) {
  const Condition = { StringEquals: { "aws:ResourceAccount": accountId } };
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
        Resource: sourceArn,
        Condition,
      },
      {
        Effect: "Allow",
        Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
        Resource: `${sourceArn}/*`,
        Condition,
      },
      {
        Effect: "Allow",
        Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
        Resource: `${destinationArn}/*`,
        Condition,
      },
    ],
  };
}
