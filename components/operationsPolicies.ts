import * as pulumi from "@pulumi/pulumi";
import { drillsPrefix, forceBackupKey, switchReadyKey } from "../site-watcher/plan";
import { startEncrypted } from "./drillRole";
import { route53MetricsRegion } from "./healthAlarms";
import type { OperatedSite, OperationsArgs } from "./operations";
import { topologyKey } from "./operatorSwitch";
import { physicalName } from "./physicalName";

/** A policy of IAM, in which what only AWS knows may still be unknown. */
export interface Rights {
  readonly Version: "2012-10-17";
  readonly Statement: readonly object[];
}

/** Key, in the switch's bucket, of who has turned the switch, when and why. It is private, as the switch is not. */
export const overrideKey = "override.json";

/** Begins the names of the schedules that undo a drill's fault, in the primary's region. */
export function undoSchedulePrefix(): string {
  return physicalName("undo-");
}

/** What people may do who look at the shop. */
export function observePolicy(args: OperationsArgs): Rights {
  return { Version: "2012-10-17", Statement: observeStatements(args) };
}

/** What a drill by hand takes beside looking. */
export type DrillPolicyArgs = OperationsArgs & {
  /** Documents without parameters that stop and start the server. */
  readonly documentArns: readonly pulumi.Input<string>[];
  readonly restoreRoleArn: pulumi.Input<string>;
};

/** What people may do who drill: look, break the primary and mend it, and leave word of it; never touch the backup. */
export function drillPolicy(args: DrillPolicyArgs): Rights {
  const { accountId, bucketName, dns, documentArns, restoreRoleArn } = args;
  const [primary, backup] = dns.sites;
  const { instance, securityGroup, ingressRule, healthCheck } = partsOf(primary, accountId);
  return {
    Version: "2012-10-17",
    Statement: [
      ...observeStatements(args),
      allow(["ec2:StartInstances", "ec2:StopInstances"], instance),
      startEncrypted({ accountId, region: primary.region }),
      allow("ssm:SendCommand", [instance, ...documentArns]),
      // AWS has no resource for it (service authorization reference); the region is what narrows it.
      allow("ssm:GetCommandInvocation", "*", inRegions([primary.region])),
      allow("ec2:ModifySecurityGroupRules", [securityGroup, ingressRule]),
      allow("route53:UpdateHealthCheck", healthCheck),
      allow(["scheduler:CreateSchedule", "scheduler:DeleteSchedule"], undoSchedules(primary, accountId)),
      allow("iam:PassRole", restoreRoleArn, {
        StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" },
      }),
      allow("s3:PutObject", `arn:aws:s3:::${bucketName}/${drillsPrefix}*`, inAccount(accountId)),
      {
        Effect: "Deny",
        Action: [
          ...["ec2:ModifySecurityGroupRules", "ec2:StartInstances", "ec2:StopInstances"],
          ...["route53:UpdateHealthCheck", "ssm:SendCommand"],
        ],
        Resource: partsInRegionOf(backup, accountId),
      },
    ],
  };
}

/** What people may do who turn the switch. All of it is in the backup's region: the primary's may be gone. */
export function overridePolicy({ accountId, bucketName }: OperationsArgs): Rights {
  const at = (...keys: readonly string[]) => keys.map((key) => `arn:aws:s3:::${bucketName}/${key}`);
  return {
    Version: "2012-10-17",
    Statement: [
      allow(["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], at(forceBackupKey), inAccount(accountId)),
      allow(["s3:GetObject", "s3:PutObject"], at(overrideKey), inAccount(accountId)),
      allow("s3:GetObject", at(switchReadyKey, topologyKey), inAccount(accountId)),
      allow("s3:ListBucket", `arn:aws:s3:::${bucketName}`, inAccount(accountId)),
    ],
  };
}

/** ARNs of a site's parts that a drill breaks. */
export function partsOf(site: OperatedSite, accountId: string) {
  const { region, instanceId, securityGroupId, ingressRuleId, healthCheckId } = site;
  const ec2 = `arn:aws:ec2:${region}:${accountId}`;
  return {
    instance: pulumi.interpolate`${ec2}:instance/${instanceId}`,
    securityGroup: pulumi.interpolate`${ec2}:security-group/${securityGroupId}`,
    ingressRule: pulumi.interpolate`${ec2}:security-group-rule/${ingressRuleId}`,
    healthCheck: healthCheckArn(healthCheckId),
  };
}

/** The same of a whole region, so that no instance that comes later is left out; a check has no region. */
function partsInRegionOf({ region, healthCheckId }: OperatedSite, accountId: string) {
  const kinds = ["instance", "security-group", "security-group-rule"];
  return [
    ...kinds.map((kind) => `arn:aws:ec2:${region}:${accountId}:${kind}/*`),
    healthCheckArn(healthCheckId),
  ];
}

/** A statement that allows something. */
export function allow(
  Action: string | readonly string[],
  Resource: pulumi.Input<string> | readonly pulumi.Input<string>[],
  Condition?: object,
) {
  return { Effect: "Allow", Action, Resource, ...(Condition && { Condition }) };
}

function observeStatements({ accountId, bucketName, dns }: OperationsArgs): object[] {
  const [primary, backup] = dns.sites;
  const regions = [primary.region, backup.region];
  const alarmRegions = [...new Set([route53MetricsRegion, ...regions])];
  const keys = [forceBackupKey, overrideKey, switchReadyKey, topologyKey, `${drillsPrefix}*`];
  return [
    allow(
      [
        ...["ec2:DescribeAddresses", "ec2:DescribeInstances"],
        ...["ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroupRules"],
      ],
      // AWS has no resource for any of them (service authorization reference); the regions are what narrows them.
      "*",
      inRegions(regions),
    ),
    // API DescribeAlarms: composite alarms are told of by a right on all alarms alone.
    allow("cloudwatch:DescribeAlarms", "*", inRegions(alarmRegions)),
    allow(
      [
        ...["route53:GetHealthCheck", "route53:GetHealthCheckLastFailureReason"],
        "route53:GetHealthCheckStatus",
      ],
      checksOf(dns).map(healthCheckArn),
    ),
    allow(
      ["route53:GetHostedZone", "route53:ListResourceRecordSets"],
      pulumi.interpolate`arn:aws:route53:::hostedzone/${dns.zoneId}`,
    ),
    allow(
      "sns:ListSubscriptionsByTopic",
      alarmRegions.map((region) => `arn:aws:sns:${region}:${accountId}:${physicalName("*")}`),
    ),
    allow("scheduler:GetSchedule", undoSchedules(primary, accountId)),
    allow(
      "s3:GetObject",
      keys.map((key) => `arn:aws:s3:::${bucketName}/${key}`),
      inAccount(accountId),
    ),
    // Not by prefix: S3 would then say 403 of a journal that is not there, as of one that may not be read.
    allow("s3:ListBucket", `arn:aws:s3:::${bucketName}`, inAccount(accountId)),
  ];
}

function checksOf({ sites, operatorSwitch }: OperationsArgs["dns"]): pulumi.Input<string>[] {
  const switched = operatorSwitch
    ? [operatorSwitch.healthCheckId, operatorSwitch.calculatedHealthCheckId]
    : [];
  return [...sites.map(({ healthCheckId }) => healthCheckId), ...switched];
}

function healthCheckArn(healthCheckId: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.interpolate`arn:aws:route53:::healthcheck/${healthCheckId}`;
}

function undoSchedules({ region }: Pick<OperatedSite, "region">, accountId: string): string {
  return `arn:aws:scheduler:${region}:${accountId}:schedule/default/${undoSchedulePrefix()}*`;
}

function inRegions(regions: readonly string[]) {
  return { StringEquals: { "aws:RequestedRegion": regions } };
}

/** A bucket of this name in another account would be a stranger's. */
function inAccount(accountId: string) {
  return { StringEquals: { "aws:ResourceAccount": accountId } };
}
