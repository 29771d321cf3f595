import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AlarmTopic, NamedAlarm } from "./alarmTopic";
import type { MonitoredSite } from "./monitoredSites";
import { physicalName } from "./physicalName";

/**
 * An alarm on EC2's own checks of a site's instance, in the site's region: it tells a broken machine or network from a
 * broken shop, and the backup's needs nothing from the primary's region.
 */
export function instanceAlarm(
  name: string,
  { role, instanceId }: MonitoredSite,
  topic: AlarmTopic,
  parent: pulumi.Resource,
): NamedAlarm {
  const alarm = new aws.cloudwatch.MetricAlarm(
    `${name}-${role}-instance`,
    {
      region: topic.region,
      name: physicalName(`${name}-${role}-instance`),
      alarmDescription: `The ${role}'s instance fails EC2's status checks, or is stopped.`,
      namespace: "AWS/EC2",
      metricName: "StatusCheckFailed",
      dimensions: { InstanceId: instanceId },
      statistic: "Maximum",
      period: 60,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      // A single failed minute often mends itself.
      evaluationPeriods: 2,
      // A stopped instance reports nothing, and is as much down as a failing one.
      treatMissingData: "breaching",
      alarmActions: [topic.arn],
      okActions: [topic.arn],
    },
    { parent },
  );
  return { region: topic.region, name: alarm.name };
}
