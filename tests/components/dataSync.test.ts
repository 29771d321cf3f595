import assert from "node:assert/strict";
import type { Recording } from "../../recording/recording";
import { assertSound, inventory, resourceOf } from "../support/recordings";
import { backupBucket, primaryBucket, recordSync } from "./syncedRegions";

/** Proves what is registered and where; S3 and DynamoDB themselves are not here. */

const oneRegion = (role: string, region: string) => [
  `aws:s3/bucket:Bucket sync-${role}-content ${region}`,
  `aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration sync-${role}-content-lifecycle ${region}`,
  `aws:s3/bucketOwnershipControls:BucketOwnershipControls sync-${role}-content-ownership ${region}`,
  `aws:s3/bucketPolicy:BucketPolicy sync-${role}-content-policy ${region}`,
  `aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock sync-${role}-content-private ${region}`,
  `aws:s3/bucketReplicationConfig:BucketReplicationConfig sync-content-to-${role === "primary" ? "backup" : "primary"} ${region}`,
  `aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration sync-${role}-content-encryption ${region}`,
  `aws:s3/bucketVersioning:BucketVersioning sync-${role}-content-versioning ${region}`,
];
const withoutAlarms = [
  ...oneRegion("primary", "eu-west-1"),
  ...oneRegion("backup", "eu-north-1"),
  "aws:dynamodb/table:Table sync-table-orders eu-west-1",
  // IAM has no regions: these stand where the provider does.
  "aws:iam/role:Role sync-content-to-backup-role us-east-1",
  "aws:iam/role:Role sync-content-to-primary-role us-east-1",
  "aws:iam/rolePolicy:RolePolicy sync-content-to-backup-role-policy us-east-1",
  "aws:iam/rolePolicy:RolePolicy sync-content-to-primary-role-policy us-east-1",
  "aws:s3/bucketObjectv2:BucketObjectv2 sync-first-current.json eu-west-1",
  "aws:s3/bucketObjectv2:BucketObjectv2 sync-first-index.html eu-west-1",
  "aws:s3/bucketObjectv2:BucketObjectv2 sync-first-style.css eu-west-1",
  "pulumi:providers:aws global us-east-1",
  "website-failover:index:DataSync sync -",
];
const alarms = [
  "aws:cloudwatch/metricAlarm:MetricAlarm sync-to-backup-failed eu-west-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm sync-to-backup-late eu-north-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm sync-to-backup-orders-late eu-west-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm sync-to-primary-failed eu-north-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm sync-to-primary-late eu-west-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm sync-to-primary-orders-late eu-north-1",
];

describe("components/dataSync", () => {
  let recording: Recording;
  beforeEach(async () => {
    recording = await recordSync();
  });

  it("registers exactly this, all of it below itself, in update and preview alike", async () => {
    for (const run of [recording, await recordSync({}, "preview")]) {
      assertSound(run);
      assert.deepEqual(
        inventory(run).filter((line) => !line.startsWith("pulumi:providers:aws")),
        [...withoutAlarms, ...alarms].filter((line) => !line.startsWith("pulumi:providers:aws")).sort(),
      );
      const component = resourceOf(run, "website-failover:index:DataSync", "sync");
      const outside = run.resources.filter(({ parent }) => parent !== component.urn).map(({ name }) => name);
      assert.deepEqual(outside.sort(), ["global", "sync"]);
    }
  });

  it("has no alarm where there is no topic", async () => {
    const run = await recordSync({ topics: undefined });
    assert.deepEqual(
      inventory(run).filter((line) => line.includes("Alarm")),
      [],
    );
  });

  it("says where content goes and what the tables are called", () => {
    assert.deepEqual(recording.outputs, {
      contentBuckets: { primary: primaryBucket, backup: backupBucket },
      tableNames: { orders: "website-failover-test-orders" },
    });
  });

  it("protects buckets and tables when asked, and nothing when not", async () => {
    const protectedBy = ({ resources }: Recording) =>
      resources.filter(({ protect }) => protect).map(({ name }) => name);
    assert.deepEqual(protectedBy(recording).sort(), [
      "sync-backup-content",
      "sync-primary-content",
      "sync-table-orders",
    ]);
    assert.deepEqual(protectedBy(await recordSync({ protect: false })), []);
  });
});
