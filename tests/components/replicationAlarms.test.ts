import assert from "node:assert/strict";
import type { Recording } from "../../recording/recording";
import { awsResource, backupBucket, primaryBucket, recordSync, topicArn } from "./syncedRegions";

describe("components/replicationAlarms", () => {
  let recording: Recording;
  beforeEach(async () => {
    recording = await recordSync();
  });

  const common = {
    comparisonOperator: "GreaterThanThreshold",
    treatMissingData: "notBreaching",
    period: 60,
  };
  const directions = [
    ["backup", "eu-west-1", "eu-north-1", primaryBucket, backupBucket],
    ["primary", "eu-north-1", "eu-west-1", backupBucket, primaryBucket],
  ] as const;
  for (const [to, from, into, source, destination] of directions) {
    const dimensions = { SourceBucket: source, DestinationBucket: destination, RuleId: "everything" };
    const alarm = (what: string) => {
      const name = `sync-to-${to}-${what}`;
      const { alarmDescription, ...rest } = awsResource(
        recording,
        "cloudwatch/metricAlarm:MetricAlarm",
        name,
      ).inputs;
      assert.equal(typeof alarmDescription, "string");
      assert.equal(rest["name"], `website-failover-test-${name}`);
      return { ...rest, name: "" };
    };
    const inRegion = (region: string) => ({
      name: "",
      region,
      alarmActions: [topicArn(region)],
    });

    it(`tells of content that was not replicated to the ${to}, where it was published`, () => {
      assert.deepEqual(alarm("failed"), {
        ...common,
        ...inRegion(from),
        namespace: "AWS/S3",
        metricName: "OperationsFailedReplication",
        dimensions,
        statistic: "Sum",
        evaluationPeriods: 1,
        threshold: 0,
      });
    });

    it(`tells of content that is 15 minutes late in the ${to}'s region, there`, () => {
      assert.deepEqual(alarm("late"), {
        ...common,
        ...inRegion(into),
        namespace: "AWS/S3",
        metricName: "ReplicationLatency",
        dimensions,
        okActions: [topicArn(into)],
        statistic: "Maximum",
        evaluationPeriods: 1,
        threshold: 900,
      });
    });

    it(`tells of writes that come a minute late to the ${to}'s region, where they were made`, () => {
      assert.deepEqual(alarm("orders-late"), {
        ...common,
        ...inRegion(from),
        namespace: "AWS/DynamoDB",
        metricName: "ReplicationLatency",
        dimensions: { TableName: "website-failover-test-orders", ReceivingRegion: into },
        okActions: [topicArn(from)],
        statistic: "Average",
        evaluationPeriods: 5,
        threshold: 60_000,
      });
    });
  }
});
