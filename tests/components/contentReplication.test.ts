import assert from "node:assert/strict";
import type { Recording } from "../../recording/recording";
import { awsResource, backupBucket, dependenciesOf, primaryBucket, recordSync } from "./syncedRegions";

describe("components/contentReplication", () => {
  let recording: Recording;
  beforeEach(async () => {
    recording = await recordSync();
  });
  const inputsOf = (type: string, name: string) => awsResource(recording, type, name).inputs;

  it("replicates everything both ways", () => {
    const directions = [
      ["backup", "eu-west-1", primaryBucket, backupBucket],
      ["primary", "eu-north-1", backupBucket, primaryBucket],
    ] as const;
    for (const [to, region, source, destination] of directions) {
      const { role, ...rest } = inputsOf(
        "s3/bucketReplicationConfig:BucketReplicationConfig",
        `sync-content-to-${to}`,
      );
      assert.equal(
        role,
        `arn:aws:iam::123456789012:role/${awsResource(recording, "iam/role:Role", `sync-content-to-${to}-role`).id}`,
      );
      assert.deepEqual(rest, {
        region,
        bucket: source,
        rules: [
          {
            id: "everything",
            status: "Enabled",
            priority: 1,
            filter: { prefix: "" },
            deleteMarkerReplication: { status: "Enabled" },
            sourceSelectionCriteria: { replicaModifications: { status: "Enabled" } },
            destination: { bucket: `arn:aws:s3:::${destination}`, metrics: { status: "Enabled" } },
          },
        ],
      });
    }
  });

  it("promises 15 minutes when it is paid for", async () => {
    const run = await recordSync({ replicationTimeControl: true });
    for (const to of ["backup", "primary"]) {
      const type = "s3/bucketReplicationConfig:BucketReplicationConfig";
      const { rules } = awsResource(run, type, `sync-content-to-${to}`).inputs as {
        rules: { destination: object }[];
      };
      const bucket = `arn:aws:s3:::${to === "backup" ? backupBucket : primaryBucket}`;
      assert.deepEqual(
        rules.map(({ destination }) => destination),
        [
          {
            bucket,
            metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
            replicationTime: { status: "Enabled", time: { minutes: 15 } },
          },
        ],
      );
    }
  });

  it("gives S3 one role a direction, with the rights of that direction alone", () => {
    const directions = [
      ["backup", primaryBucket, backupBucket],
      ["primary", backupBucket, primaryBucket],
    ] as const;
    for (const [to, source, destination] of directions) {
      const role = awsResource(recording, "iam/role:Role", `sync-content-to-${to}-role`);
      assert.deepEqual(JSON.parse(String(role.inputs["assumeRolePolicy"])), {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "s3.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEqualsIfExists: { "aws:SourceAccount": "123456789012" } },
          },
        ],
      });
      const rights = inputsOf("iam/rolePolicy:RolePolicy", `sync-content-to-${to}-role-policy`);
      assert.equal(rights["role"], role.id);
      const Condition = { StringEquals: { "aws:ResourceAccount": "123456789012" } };
      assert.deepEqual(JSON.parse(String(rights["policy"])), {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
            Resource: `arn:aws:s3:::${source}`,
            Condition,
          },
          {
            Effect: "Allow",
            Action: [
              "s3:GetObjectVersionForReplication",
              "s3:GetObjectVersionAcl",
              "s3:GetObjectVersionTagging",
            ],
            Resource: `arn:aws:s3:::${source}/*`,
            Condition,
          },
          {
            Effect: "Allow",
            Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
            Resource: `arn:aws:s3:::${destination}/*`,
            Condition,
          },
        ],
      });
    }
  });

  it("waits for versions and encryption of both buckets, and for its own rights", () => {
    for (const to of ["backup", "primary"]) {
      assert.deepEqual(dependenciesOf(recording, `sync-content-to-${to}`), [
        "sync-backup-content",
        "sync-backup-content-encryption",
        "sync-backup-content-versioning",
        `sync-content-to-${to}-role`,
        `sync-content-to-${to}-role-policy`,
        "sync-primary-content",
        "sync-primary-content-encryption",
        "sync-primary-content-versioning",
      ]);
    }
  });
});
