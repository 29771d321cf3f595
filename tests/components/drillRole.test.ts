import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { drillRole } from "../../components/drillRole";
import { record } from "../../recording/record";
import type { Recording } from "../../recording/recording";
import { resourceOf } from "../support/recordings";

const instanceArn = "arn:aws:ec2:eu-west-1:210987654321:instance/i-0123456789abcdef0";
const documentArn = "arn:aws:ssm:eu-west-1:210987654321:document/stop-server";

describe("components/drillRole", () => {
  let recording: Recording;
  beforeEach(async () => {
    recording = await record(() => {
      const provider = new aws.Provider("ireland", { region: "eu-west-1" });
      drillRole(
        "drill",
        { accountId: "210987654321", region: "eu-west-1", instanceArn, documentArn },
        provider,
      );
    });
  });
  const inputsOf = (type: string, name: string) => resourceOf(recording, type, name).inputs;
  const policyOf = (name: string) =>
    JSON.parse(String(inputsOf("aws:iam/rolePolicy:RolePolicy", name)["policy"])) as unknown;
  const trustOf = (name: string) =>
    JSON.parse(String(inputsOf("aws:iam/role:Role", name)["assumeRolePolicy"])) as unknown;

  it("lets experiments of this account and region, and nobody else, be the drill", () => {
    assert.deepEqual(trustOf("drill-role"), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "fis.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "210987654321" },
            ArnLike: { "aws:SourceArn": "arn:aws:fis:eu-west-1:210987654321:experiment/*" },
          },
        },
      ],
    });
  });

  it("lets a drill break this one instance by this one document, and nothing more", () => {
    assert.deepEqual(policyOf("drill-role-policy"), {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["ec2:StopInstances", "ec2:StartInstances"], Resource: instanceArn },
        {
          Effect: "Allow",
          Action: "kms:CreateGrant",
          Resource: "arn:aws:kms:eu-west-1:210987654321:key/*",
          Condition: {
            StringEquals: { "kms:ViaService": "ec2.eu-west-1.amazonaws.com" },
            Bool: { "kms:GrantIsForAWSResource": "true" },
          },
        },
        { Effect: "Allow", Action: "ssm:SendCommand", Resource: [instanceArn, documentArn] },
        {
          Effect: "Allow",
          Action: "cloudwatch:DescribeAlarms",
          Resource: "arn:aws:cloudwatch:eu-west-1:210987654321:alarm:*",
        },
        {
          Effect: "Allow",
          Action: ["logs:DescribeLogGroups", "logs:DescribeResourcePolicies", "logs:PutResourcePolicy"],
          Resource: "arn:aws:logs:eu-west-1:210987654321:log-group:*",
        },
        {
          Effect: "Allow",
          Action: [
            "ec2:DescribeInstances",
            "logs:CreateLogDelivery",
            "ssm:CancelCommand",
            "ssm:ListCommands",
          ],
          Resource: "*",
          Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
        },
      ],
    });
  });
});
