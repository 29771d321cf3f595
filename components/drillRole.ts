import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** What experiments may touch. */
export interface DrillRoleArgs {
  readonly accountId: string;
  readonly region: string;
  readonly instanceArn: pulumi.Input<string>;
  readonly documentArn: pulumi.Input<string>;
}

/** The role of the experiments, and the policy without which it may do nothing. */
export function drillRole(
  name: string,
  args: DrillRoleArgs,
  parent: pulumi.Resource,
): { readonly role: aws.iam.Role; readonly policy: aws.iam.RolePolicy } {
  const role = new aws.iam.Role(
    `${name}-role`,
    {
      assumeRolePolicy: JSON.stringify(assumeByExperiments(args)),
      description: "What a drill of the shop may do.",
    },
    { parent },
  );
  const policy = new aws.iam.RolePolicy(
    `${name}-role-policy`,
    { role: role.id, policy: pulumi.jsonStringify(drillPolicy(args)) },
    { parent },
  );
  return { role, policy };
}

/** FIS User Guide, "Cross-service confused deputy prevention". */
function assumeByExperiments({ accountId, region }: DrillRoleArgs) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "fis.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: { "aws:SourceArn": `arn:aws:fis:${region}:${accountId}:experiment/*` },
        },
      },
    ],
  };
}

/** FIS User Guide, "AWS FIS Actions reference", the permissions of each action of the templates. */
function drillPolicy({ accountId, region, instanceArn, documentArn }: DrillRoleArgs) {
  return {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["ec2:StopInstances", "ec2:StartInstances"], Resource: instanceArn },
      startEncrypted({ accountId, region }),
      { Effect: "Allow", Action: "ssm:SendCommand", Resource: [instanceArn, documentArn] },
      {
        Effect: "Allow",
        Action: "cloudwatch:DescribeAlarms",
        // FIS does not say by which call it looks them up; one for a list needs them all.
        Resource: `arn:aws:cloudwatch:${region}:${accountId}:alarm:*`,
      },
      {
        Effect: "Allow",
        // CloudWatch Logs User Guide, "Logs sent to CloudWatch Logs": the log group's policy is the service's to write.
        Action: ["logs:DescribeLogGroups", "logs:DescribeResourcePolicies", "logs:PutResourcePolicy"],
        Resource: `arn:aws:logs:${region}:${accountId}:log-group:*`,
      },
      {
        Effect: "Allow",
        Action: ["ec2:DescribeInstances", "logs:CreateLogDelivery", "ssm:CancelCommand", "ssm:ListCommands"],
        // AWS has no resource for any of them (service authorization reference); the region is what narrows them.
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": region } },
      },
    ],
  };
}

/** An instance whose volume is encrypted starts only for who may let EC2 use the key. */
export function startEncrypted({ accountId, region }: Pick<DrillRoleArgs, "accountId" | "region">) {
  return {
    Effect: "Allow",
    Action: "kms:CreateGrant",
    Resource: `arn:aws:kms:${region}:${accountId}:key/*`,
    Condition: {
      StringEquals: { "kms:ViaService": `ec2.${region}.amazonaws.com` },
      Bool: { "kms:GrantIsForAWSResource": "true" },
    },
  };
}
