import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AlarmTopic } from "./alarmTopic";
import type { ContentBucket } from "./contentBucket";
import { replicationRuleId, timeControlMinutes } from "./contentReplication";
import { physicalName } from "./physicalName";

/** How late a table's replica may be, in seconds; usual is about one. */
const lateTableSeconds = 60;

/** One direction of the replication, with a topic in each of its regions. */
export interface ReplicationAlarmsArgs {
  readonly source: ContentBucket;
  readonly destination: ContentBucket;
  readonly sourceTopic: AlarmTopic;
  readonly destinationTopic: AlarmTopic;
  /** Names of the tables, as the settings have them. */
  readonly tables: readonly string[];
}

/**
 * The alarms on one direction of the replication. S3 publishes failures in the source's region and lateness in the
 * destination's (S3 User Guide, "Using S3 Replication metrics"); DynamoDB publishes lateness in the region that was
 * written to. No data means that nothing was replicated, which is no reason to wake anybody: whether a region still
 * works is for others to say.
 */
export function replicationAlarms(
  name: string,
  { source, destination, sourceTopic, destinationTopic, tables }: ReplicationAlarmsArgs,
  parent: pulumi.Resource,
): void {
  const dimensions = contentDimensions(source, destination);
  // No word when it is over: the object is still missing then.
  alarm(`${name}-failed`, sourceTopic, parent, {
    alarmDescription: "S3 gave up on replicating content, for good: publish it to the other region too.",
    namespace: "AWS/S3",
    metricName: "OperationsFailedReplication",
    dimensions,
    statistic: "Sum",
    period: 60,
    evaluationPeriods: 1,
    threshold: 0,
  });
  alarm(`${name}-late`, destinationTopic, parent, {
    alarmDescription: `Content published ${timeControlMinutes} minutes ago is not in this region yet.`,
    namespace: "AWS/S3",
    metricName: "ReplicationLatency",
    dimensions,
    statistic: "Maximum",
    period: 60,
    evaluationPeriods: 1,
    threshold: timeControlMinutes * 60,
    okActions: [destinationTopic.arn],
  });
  for (const table of tables) {
    alarm(`${name}-${table}-late`, sourceTopic, parent, {
      alarmDescription: `Writes to ${table} reach the other region more than ${lateTableSeconds} s late.`,
      namespace: "AWS/DynamoDB",
      metricName: "ReplicationLatency",
      dimensions: { TableName: physicalName(table), ReceivingRegion: destination.region },
      statistic: "Average",
      period: 60,
      // One slow minute is normal for a table that is written to rarely.
      evaluationPeriods: 5,
      threshold: lateTableSeconds * 1000,
      okActions: [sourceTopic.arn],
    });
  }
}

function contentDimensions(source: ContentBucket, destination: ContentBucket) {
  return {
    SourceBucket: source.bucketName,
    DestinationBucket: destination.bucketName,
    RuleId: replicationRuleId,
  };
}

function alarm(
  name: string,
  { region, arn }: AlarmTopic,
  parent: pulumi.Resource,
  condition: Omit<aws.cloudwatch.MetricAlarmArgs, "comparisonOperator">,
): void {
  new aws.cloudwatch.MetricAlarm(
    name,
    {
      ...condition,
      region,
      name: physicalName(name),
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      alarmActions: [arn],
    },
    { parent },
  );
}
