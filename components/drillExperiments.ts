import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { DrillAlarms } from "./drillAlarms";
import { physicalName } from "./physicalName";

/** What experiments act on, look at and may do. */
export interface DrillExperimentsArgs {
  readonly region: string;
  readonly instanceArn: pulumi.Input<string>;
  readonly documentArn: pulumi.Input<string>;
  readonly alarms: DrillAlarms;
  readonly role: aws.iam.Role;
  /** An experiment that begins without it would fail. */
  readonly policy: aws.iam.RolePolicy;
}

const logRetentionDays = 365;

/** How long the primary is broken, and how long the backup's answer may take to be an alarm after that. */
const faultDuration = "PT5M";
const settleDuration = "PT2M";

/**
 * The two drills. Each asks first whether it may begin, breaks the primary for five minutes, and asks last whether the
 * name servers have answered with the backup; it completes only when they have. Whatever ends it early, the primary
 * comes back: the instance by Fault Injection Service ("Stop an experiment": post actions are completed), the server by
 * the instance's own timer.
 */
export function drillExperiments(name: string, args: DrillExperimentsArgs, parent: pulumi.Resource) {
  const { region, instanceArn, documentArn, alarms, role, policy } = args;
  const logGroup = new aws.cloudwatch.LogGroup(
    `${name}-logs`,
    // What others let their services log may have filled the region's resource policy; this prefix is always let in.
    { region, name: `/aws/vendedlogs/fis/${physicalName(name)}`, retentionInDays: logRetentionDays },
    { parent },
  );
  const template = (what: string, description: string, fault: Fault) =>
    new aws.fis.ExperimentTemplate(
      `${name}-${what}`,
      {
        region,
        description,
        roleArn: role.arn,
        targets: [
          {
            name: "primary",
            resourceType: "aws:ec2:instance",
            resourceArns: [instanceArn],
            selectionMode: "ALL",
          },
        ],
        actions: actionsOf(fault, alarms),
        stopConditions: [{ source: "aws:cloudwatch:alarm", value: alarms.backupUnhealthy }],
        logConfiguration: {
          logSchemaVersion: 2,
          cloudwatchLogsConfiguration: { logGroupArn: pulumi.interpolate`${logGroup.arn}:*` },
        },
        // A template has no name; the console shows this tag in place of one.
        tags: { Name: physicalName(`${name}-${what}`) },
      },
      { parent, dependsOn: [policy] },
    );
  return {
    stopInstance: template("stop-instance", "Stops the primary's instance for five minutes.", {
      actionId: "aws:ec2:stop-instances",
      parameters: [{ key: "startInstancesAfterDuration", value: faultDuration }],
    }),
    killServer: template("kill-server", "Stops the primary's web server for five minutes.", {
      actionId: "aws:ssm:send-command",
      parameters: [
        { key: "documentArn", value: documentArn },
        { key: "duration", value: faultDuration },
      ],
    }),
  };
}

type Fault = Pick<aws.types.input.fis.ExperimentTemplateAction, "actionId" | "parameters">;

/** FIS User Guide, "Actions for AWS FIS": an action with a duration is complete when that has elapsed. */
function actionsOf(
  fault: Fault,
  { notReady, backupAnswered }: DrillAlarms,
): aws.types.input.fis.ExperimentTemplateAction[] {
  return [
    assertState("is-ready", pulumi.interpolate`${notReady},${backupAnswered}`, "OK"),
    {
      ...fault,
      name: "break-primary",
      target: { key: "Instances", value: "primary" },
      startAfters: ["is-ready"],
    },
    {
      name: "settle",
      actionId: "aws:fis:wait",
      parameters: [{ key: "duration", value: settleDuration }],
      startAfters: ["break-primary"],
    },
    { ...assertState("has-backup-answered", backupAnswered, "ALARM"), startAfters: ["settle"] },
  ];
}

function assertState(name: string, alarmArns: pulumi.Input<string>, state: "OK" | "ALARM") {
  return {
    name,
    actionId: "aws:cloudwatch:assert-alarm-state",
    parameters: [
      { key: "alarmArns", value: alarmArns },
      { key: "alarmStates", value: state },
    ],
  };
}
