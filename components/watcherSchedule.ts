import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName } from "./physicalName";
import { assumeByScheduler } from "./schedulerTrust";

/** Who is called each minute, and where. */
export interface WatcherScheduleArgs {
  readonly accountId: string;
  readonly region: string;
  readonly watcher: aws.lambda.Function;
}

/** Calls the watcher each minute. */
export function watcherSchedule(
  name: string,
  { accountId, region, watcher }: WatcherScheduleArgs,
  parent: pulumi.Resource,
): void {
  const role = new aws.iam.Role(
    `${name}-schedule-role`,
    {
      assumeRolePolicy: JSON.stringify(assumeByScheduler(accountId, region)),
      description: "Calls the site watcher.",
    },
    { parent },
  );
  const policy = new aws.iam.RolePolicy(
    `${name}-schedule-role-policy`,
    { role: role.id, policy: pulumi.jsonStringify(invoke(watcher.arn)) },
    { parent },
  );
  new aws.scheduler.Schedule(
    `${name}-schedule`,
    {
      region,
      name: physicalName(name),
      description: "A look at both sites of the shop.",
      scheduleExpression: "rate(1 minutes)",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: watcher.arn,
        roleArn: role.arn,
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
      },
    },
    { parent, dependsOn: [policy] },
  );
}

function invoke(functionArn: pulumi.Input<string>) {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: functionArn }],
  };
}
