import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { drillTimer } from "../../components/drillTimer";
import { record } from "../../recording/record";
import type { Recording } from "../../recording/recording";
import { resourceOf } from "../support/recordings";

const physical = "website-failover-shop-eu-drill";
const queueArn = `arn:aws:sqs:eu-west-1:123456789012:${physical}-missed`;

describe("components/drillTimer", () => {
  let recording: Recording;
  beforeEach(async () => {
    const program = () => {
      const provider = new aws.Provider("ireland", { region: "eu-west-1" });
      const args = {
        accountId: "210987654321",
        region: "eu-west-1",
        experimentTemplateId: "EXT1",
        scheduleExpression: "cron(30 6 ? * TUE *)",
        timeZone: "Europe/Stockholm",
      };
      drillTimer("drill", args, provider);
    };
    recording = await record(program, { stack: "shop.eu" });
  });
  const inputsOf = (type: string, name: string) => resourceOf(recording, type, name).inputs;
  const policyOf = (name: string) =>
    JSON.parse(String(inputsOf("aws:iam/rolePolicy:RolePolicy", name)["policy"])) as unknown;
  const trustOf = (name: string) =>
    JSON.parse(String(inputsOf("aws:iam/role:Role", name)["assumeRolePolicy"])) as unknown;

  it("starts the drill by the clock, once each time", () => {
    const { target, ...rest } = inputsOf("aws:scheduler/schedule:Schedule", "drill-schedule");
    const { input, ...call } = target as Record<string, unknown>;
    assert.deepEqual(rest, {
      region: "eu-west-1",
      name: physical,
      description: "A drill of the shop's failover.",
      scheduleExpression: "cron(30 6 ? * TUE *)",
      scheduleExpressionTimezone: "Europe/Stockholm",
      flexibleTimeWindow: { mode: "OFF" },
    });
    assert.deepEqual(call, {
      arn: "arn:aws:scheduler:::aws-sdk:fis:startExperiment",
      roleArn: resourceOf(recording, "aws:iam/role:Role", "drill-schedule-role").state["arn"],
      retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
      deadLetterConfig: { arn: queueArn },
    });
    // Scheduler looks for its keyword in the text: escaped, it would not be found.
    assert.equal(input, '{"ClientToken":"<aws.scheduler.execution-id>","ExperimentTemplateId":"EXT1"}');
  });

  it("keeps a start that failed for 14 days, encrypted", () => {
    assert.deepEqual(inputsOf("aws:sqs/queue:Queue", "drill-missed"), {
      region: "eu-west-1",
      name: `${physical}-missed`,
      messageRetentionSeconds: 1_209_600,
      sqsManagedSseEnabled: true,
    });
  });

  it("lets this account's schedules start that template and no other", () => {
    assert.deepEqual(policyOf("drill-schedule-role-policy"), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "fis:StartExperiment",
          Resource: [
            "arn:aws:fis:eu-west-1:210987654321:experiment-template/EXT1",
            "arn:aws:fis:eu-west-1:210987654321:experiment/*",
          ],
        },
        {
          Effect: "Allow",
          Action: "iam:CreateServiceLinkedRole",
          Resource: "arn:aws:iam::210987654321:role/aws-service-role/fis.amazonaws.com/AWSServiceRoleForFIS",
          Condition: { StringEquals: { "iam:AWSServiceName": "fis.amazonaws.com" } },
        },
        { Effect: "Allow", Action: "sqs:SendMessage", Resource: queueArn },
      ],
    });
    assert.deepEqual(trustOf("drill-schedule-role"), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "scheduler.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: {
              "aws:SourceAccount": "210987654321",
              "aws:SourceArn": "arn:aws:scheduler:eu-west-1:210987654321:schedule-group/default",
            },
          },
        },
      ],
    });
  });
});
