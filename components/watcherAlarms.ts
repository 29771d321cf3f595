import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { metricNames } from "../site-watcher/plan";
import type { AlarmTopic, NamedAlarm } from "./alarmTopic";
import { physicalName } from "./physicalName";
import type { SiteWatcherArgs } from "./siteWatcher";

/** What the watcher's metrics are watched for. */
export type WatcherAlarmsArgs = Pick<SiteWatcherArgs, "operatorSwitch" | "content" | "drills"> & {
  readonly metricNamespace: string;
  readonly topic: AlarmTopic;
};

interface Condition {
  readonly alarmDescription: string;
  readonly metricName: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly comparisonOperator: "LessThanThreshold" | "GreaterThanThreshold";
  readonly threshold: number;
  /** Minutes on end, from 1. */
  readonly minutes: number;
}

/**
 * The alarms on what the watcher publishes in its own region. Missing data breaches in all of them: a watcher that is
 * silent is told like what it should have seen, and nobody has to watch the watcher.
 */
export function watcherAlarms(name: string, args: WatcherAlarmsArgs, parent: pulumi.Resource): NamedAlarm[] {
  const { metricNamespace, topic } = args;
  return Object.entries(conditions(args)).map(([what, { minutes, ...condition }]) => {
    const alarm = new aws.cloudwatch.MetricAlarm(
      `${name}-${what}`,
      {
        ...condition,
        region: topic.region,
        name: physicalName(`${name}-${what}`),
        namespace: metricNamespace,
        statistic: "Minimum",
        period: 60,
        evaluationPeriods: minutes,
        treatMissingData: "breaching",
        alarmActions: [topic.arn],
        okActions: [topic.arn],
      },
      { parent },
    );
    return { region: topic.region, name: alarm.name };
  });
}

function conditions({ operatorSwitch, content, drills }: WatcherAlarmsArgs): Record<string, Condition> {
  return {
    "primary-unhealthy": unhealthy("primary", "Shoppers should be on the backup: see that they are."),
    "backup-unhealthy": unhealthy("backup", "If the primary fails now, the shop is down."),
    "answer-not-primary": {
      alarmDescription:
        "The name servers do not answer with the primary: shoppers are on the backup, or the answers differ.",
      metricName: metricNames.answeringSite,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 1,
      minutes: 2,
    },
    ...(operatorSwitch && { "switch-unreadable": switchUnreadable, "switch-left-on": switchLeftOn }),
    ...(content && contentConditions(content.maxStalenessMinutes)),
    ...(drills && { "drill-overdue": drillOverdue(drills.maxAgeDays) }),
  };
}

/** Two minutes: a single failed visit is the internet's, not the site's. */
function unhealthy(site: "primary" | "backup", consequence: string): Condition {
  return {
    alarmDescription: `The watcher finds the ${site} unhealthy, or is silent. ${consequence}`,
    metricName: metricNames.siteHealthy,
    dimensions: { Site: site },
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    minutes: 2,
  };
}

const switchUnreadable: Condition = {
  alarmDescription: "The operator's switch cannot be read: putting it on would move nobody. Mend its bucket.",
  metricName: metricNames.switchReadable,
  comparisonOperator: "LessThanThreshold",
  threshold: 1,
  minutes: 3,
};

/** An hour: longer than most outages, and than any trial of the switch. */
const switchLeftOn: Condition = {
  alarmDescription:
    "The operator's switch has been on for an hour: shoppers are on the backup, however the primary is. Take it off if that is over.",
  metricName: metricNames.switchForced,
  comparisonOperator: "GreaterThanThreshold",
  threshold: 0,
  minutes: 60,
};

function contentConditions(maxStalenessMinutes: number): Record<string, Condition> {
  return {
    "content-out-of-sync": {
      alarmDescription: `For ${maxStalenessMinutes} minutes the sites have not served the same content.`,
      metricName: metricNames.contentInSync,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      minutes: maxStalenessMinutes,
    },
    "replication-late": {
      alarmDescription: `What is written on the primary's side takes more than ${maxStalenessMinutes} minutes to the backup's.`,
      metricName: metricNames.replicationLagSeconds,
      comparisonOperator: "GreaterThanThreshold",
      threshold: maxStalenessMinutes * 60,
      minutes: 2,
    },
  };
}

/** What is counted in days can wait an hour: Fault Injection Service may be silent for a while. */
function drillOverdue(maxAgeDays: number): Condition {
  return {
    alarmDescription: `No drill has succeeded for ${maxAgeDays} days: nobody knows whether the failover works.`,
    metricName: metricNames.daysSinceSuccessfulDrill,
    comparisonOperator: "GreaterThanThreshold",
    threshold: maxAgeDays,
    minutes: 60,
  };
}
