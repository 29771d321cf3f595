import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { DrillScheduleArgs } from "./drillSchedule";
import { physicalName } from "./physicalName";
import { assumeByScheduler } from "./schedulerTrust";

/** What is started, and when. */
export type DrillTimerArgs = Pick<DrillScheduleArgs, "accountId" | "scheduleExpression" | "timeZone"> & {
  readonly region: string;
  readonly experimentTemplateId: pulumi.Input<string>;
};

/** How long a start that failed can be read about, in seconds: the longest that SQS keeps a message. */
const messageRetentionSeconds = 14 * 24 * 60 * 60;

/** Starts an experiment by the clock, once each time; a start that fails is kept in a queue with its reason. */
export function drillTimer(name: string, args: DrillTimerArgs, parent: pulumi.Resource): void {
  const { accountId, region, experimentTemplateId, scheduleExpression, timeZone } = args;
  const missed = new aws.sqs.Queue(
    `${name}-missed`,
    { region, name: physicalName(`${name}-missed`), messageRetentionSeconds, sqsManagedSseEnabled: true },
    { parent },
  );
  const role = new aws.iam.Role(
    `${name}-schedule-role`,
    {
      assumeRolePolicy: JSON.stringify(assumeByScheduler(accountId, region)),
      description: "Starts the drill of the shop.",
    },
    { parent },
  );
  const policy = new aws.iam.RolePolicy(
    `${name}-schedule-role-policy`,
    { role: role.id, policy: pulumi.jsonStringify(startPolicy(args, missed.arn)) },
    { parent },
  );
  new aws.scheduler.Schedule(
    `${name}-schedule`,
    {
      region,
      name: physicalName(name),
      description: "A drill of the shop's failover.",
      scheduleExpression,
      scheduleExpressionTimezone: timeZone,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        // EventBridge Scheduler User Guide, "Using universal targets".
        arn: "arn:aws:scheduler:::aws-sdk:fis:startExperiment",
        roleArn: role.arn,
        input: pulumi.jsonStringify({
          ClientToken: "<aws.scheduler.execution-id>",
          ExperimentTemplateId: experimentTemplateId,
        }),
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
        deadLetterConfig: { arn: missed.arn },
      },
    },
    { parent, dependsOn: [policy] },
  );
}

/** FIS User Guide, "Experiment scheduler" and "Use service-linked roles": the first start of an account makes the role. */
function startPolicy(
  { accountId, region, experimentTemplateId }: DrillTimerArgs,
  queueArn: pulumi.Input<string>,
) {
  const fis = `arn:aws:fis:${region}:${accountId}`;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "fis:StartExperiment",
        Resource: [
          pulumi.interpolate`${fis}:experiment-template/${experimentTemplateId}`,
          `${fis}:experiment/*`,
        ],
      },
      {
        Effect: "Allow",
        Action: "iam:CreateServiceLinkedRole",
        Resource: `arn:aws:iam::${accountId}:role/aws-service-role/fis.amazonaws.com/AWSServiceRoleForFIS`,
        Condition: { StringEquals: { "iam:AWSServiceName": "fis.amazonaws.com" } },
      },
      { Effect: "Allow", Action: "sqs:SendMessage", Resource: queueArn },
    ],
  };
}
