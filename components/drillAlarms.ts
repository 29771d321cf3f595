import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { metricNames } from "../site-watcher/plan";
import { metricNamespace, physicalName } from "./physicalName";

/** ARNs of what a drill looks at: an experiment sees alarms of its own region, and no metric. */
export interface DrillAlarms {
  /** OK while a drill may begin. */
  readonly notReady: pulumi.Output<string>;
  /** In ALARM while the backup is unhealthy, or nobody can tell: every drill stops. */
  readonly backupUnhealthy: pulumi.Output<string>;
  /** In ALARM for ten minutes after the name servers have answered with the backup. */
  readonly backupAnswered: pulumi.Output<string>;
}

/** Alarms on the watcher's metrics in the region of the drills. They tell nobody: the watcher's own do. */
export function drillAlarms(name: string, region: string, parent: pulumi.Resource): DrillAlarms {
  const alarm = (what: string, condition: Omit<aws.cloudwatch.MetricAlarmArgs, "name" | "region">) =>
    new aws.cloudwatch.MetricAlarm(
      `${name}-${what}`,
      {
        ...condition,
        region,
        name: physicalName(`${name}-${what}`),
        namespace: metricNamespace(),
        period: 60,
      },
      { parent },
    ).arn;
  return {
    notReady: alarm("not-ready", {
      alarmDescription:
        "No drill may begin: the backup, the switch, another drill, or a watcher that is silent.",
      metricName: metricNames.readyForDrill,
      statistic: "Minimum",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: "breaching",
    }),
    backupUnhealthy: alarm("backup-unhealthy", {
      alarmDescription: "The backup is unhealthy or nobody can tell: a drill that is running stops.",
      metricName: metricNames.siteHealthy,
      dimensions: { Site: "backup" },
      statistic: "Minimum",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      // A single failed visit is the internet's, not the site's.
      evaluationPeriods: 2,
      treatMissingData: "breaching",
    }),
    backupAnswered: alarm("backup-answered", {
      alarmDescription: "In the last ten minutes the name servers have answered with the backup.",
      metricName: metricNames.answeringSite,
      statistic: "Maximum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 1,
      // One minute is enough, and is remembered until the drill asks at its end.
      evaluationPeriods: 10,
      datapointsToAlarm: 1,
      treatMissingData: "notBreaching",
    }),
  };
}
