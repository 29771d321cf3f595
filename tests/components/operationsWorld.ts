import type { OperationsArgs } from "../../components/operations";

/** A pair in Europe, of an account that is not the recording's. */
export const operationsArgs = {
  accountId: "210987654321",
  trustedPrincipals: ["arn:aws:iam::210987654321:root"],
  bucketName: "shop-switch",
  dns: {
    zoneId: "Z1",
    sites: [
      {
        role: "primary",
        region: "eu-west-1",
        instanceId: "i-1",
        securityGroupId: "sg-1",
        ingressRuleId: "sgr-1",
        healthCheckId: "check-1",
      },
      {
        role: "backup",
        region: "eu-north-1",
        instanceId: "i-2",
        securityGroupId: "sg-2",
        ingressRuleId: "sgr-2",
        healthCheckId: "check-2",
      },
    ],
    operatorSwitch: { healthCheckId: "check-3", calculatedHealthCheckId: "check-4" },
  },
} as const satisfies OperationsArgs;

const ec2 = (region: string, what: string) => `arn:aws:ec2:${region}:210987654321:${what}`;

/** What a drill breaks. */
export const primaryArns = {
  instance: ec2("eu-west-1", "instance/i-1"),
  rule: [ec2("eu-west-1", "security-group/sg-1"), ec2("eu-west-1", "security-group-rule/sgr-1")],
  healthCheck: "arn:aws:route53:::healthcheck/check-1",
};

/** What it must not touch. */
export const backupArns = [
  ec2("eu-north-1", "instance/*"),
  ec2("eu-north-1", "security-group/*"),
  ec2("eu-north-1", "security-group-rule/*"),
  "arn:aws:route53:::healthcheck/check-2",
];

/** Without this right an instance with an encrypted volume would not start. */
export const startEncrypted = {
  Effect: "Allow",
  Action: "kms:CreateGrant",
  Resource: "arn:aws:kms:eu-west-1:210987654321:key/*",
  Condition: {
    StringEquals: { "kms:ViaService": "ec2.eu-west-1.amazonaws.com" },
    Bool: { "kms:GrantIsForAWSResource": "true" },
  },
};
