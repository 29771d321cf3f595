import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AlarmTopic, NamedAlarm } from "./alarmTopic";
import type { SiteRole } from "./endpoint";
import type { MonitoredSite, MonitoredSites } from "./monitoredSites";
import { physicalName } from "./physicalName";

/**
 * Route 53 sends its metrics to this region alone, wherever the sites are (developer guide, "Monitoring health checks
 * using CloudWatch"); alarms on them, and these alarms' topic, can be nowhere else.
 */
export const route53MetricsRegion = "us-east-1";

/**
 * At this percentage of healthy checkers or below, a check is unhealthy (developer guide, "How Amazon Route 53
 * determines whether a health check is healthy").
 */
export const unhealthyAtPercentage = 18;

/** What Route 53's own view of the sites is watched for. */
export interface HealthAlarmsArgs {
  readonly sites: MonitoredSites;
  /** Percentage of the primary's checkers below which people are warned; above `unhealthyAtPercentage`. */
  readonly warnBelowPercentageHealthy: number;
}

/** Makes alarms on what Route 53 sees, and names them: each site unhealthy, both at once, and a primary that is losing its checkers. */
export function healthAlarms(
  name: string,
  { sites: [primary, backup], warnBelowPercentageHealthy }: HealthAlarmsArgs,
  topic: AlarmTopic,
  parent: pulumi.Resource,
): NamedAlarm[] {
  const unhealthy = {
    primary: unhealthyAlarm(name, primary, topic, parent),
    backup: unhealthyAlarm(name, backup, topic, parent),
  };
  const bothUnhealthy = new aws.cloudwatch.CompositeAlarm(
    `${name}-both-unhealthy`,
    {
      region: topic.region,
      alarmName: physicalName(`${name}-both-unhealthy`),
      alarmDescription: "Both sites are unhealthy: the shop is down, and Route 53 answers with the primary.",
      alarmRule: pulumi.interpolate`ALARM("${unhealthy.primary.arn}") AND ALARM("${unhealthy.backup.arn}")`,
      alarmActions: [topic.arn],
      okActions: [topic.arn],
    },
    { parent },
  );
  const losingCheckers = new aws.cloudwatch.MetricAlarm(
    `${name}-primary-losing-checkers`,
    {
      ...healthCheckMetric("HealthCheckPercentageHealthy", primary),
      ...toldTo(topic),
      name: physicalName(`${name}-primary-losing-checkers`),
      alarmDescription: `Fewer than ${warnBelowPercentageHealthy} % of the health checkers reach the primary; at ${unhealthyAtPercentage} % or fewer Route 53 sends shoppers to the backup.`,
      threshold: warnBelowPercentageHealthy,
      // A warning may take its time: a primary that dies at once has its own alarm.
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
    },
    { parent },
  );
  const names = [
    ...[unhealthy.primary.name, unhealthy.backup.name],
    ...[bothUnhealthy.alarmName, losingCheckers.name],
  ];
  return names.map((alarmName) => ({ region: topic.region, name: alarmName }));
}

const meaning: Readonly<Record<SiteRole, string>> = {
  primary: "The primary is unhealthy: Route 53 sends shoppers to the backup. Bring the primary back.",
  backup: "The backup is unhealthy: if the primary fails now, the shop is down. Bring the backup back.",
};

function unhealthyAlarm(
  name: string,
  site: MonitoredSite,
  topic: AlarmTopic,
  parent: pulumi.Resource,
): aws.cloudwatch.MetricAlarm {
  return new aws.cloudwatch.MetricAlarm(
    `${name}-${site.role}-unhealthy`,
    {
      ...healthCheckMetric("HealthCheckStatus", site),
      ...toldTo(topic),
      name: physicalName(`${name}-${site.role}-unhealthy`),
      alarmDescription: meaning[site.role],
      threshold: 1,
      // One minute is enough: the checkers have agreed already, and DNS has followed them.
      evaluationPeriods: 1,
    },
    { parent },
  );
}

function healthCheckMetric(metricName: string, { healthCheckId }: MonitoredSite) {
  return {
    namespace: "AWS/Route53",
    metricName,
    dimensions: { HealthCheckId: healthCheckId },
    statistic: "Minimum",
    period: 60,
    comparisonOperator: "LessThanThreshold",
  };
}

/**
 * Missing data is neither good nor bad here, and is told as what it is: Route 53 sends a point each minute, so
 * silence means a disabled check, a new one, or that we are blind.
 */
function toldTo({ region, arn }: AlarmTopic) {
  return {
    region,
    treatMissingData: "missing",
    alarmActions: [arn],
    okActions: [arn],
    insufficientDataActions: [arn],
  };
}
