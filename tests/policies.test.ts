import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Statement, statementsOf } from "../docs/security/statements";
import { recordStack } from "../recording/record";

/** Proves that no policy of prod grants more than it names, with each part turned on that can be. */

const everyPart = {
  "website-failover:operatorSwitch": '{"enabled":true,"failback":"manual"}',
  "website-failover:drills": '{"enabled":true}',
};

const inBothRegions = "aws:RequestedRegion StringEquals us-east-1, us-west-1";
const inAccount = "aws:ResourceAccount StringEquals 123456789012";
const inPrimaryRegion = "aws:RequestedRegion StringEquals us-east-1";

/**
 * Actions for which AWS has no narrower resource than all (service authorization reference, no resource type), by the
 * policy that has them, with what narrows each instead. The instances' are as AWS writes them (Systems Manager User Guide,
 * "Adding Session Manager permissions to an existing instance profile").
 */
const withoutResource = [
  ["backup-session-manager", "ssm:UpdateInstanceInformation", "nothing"],
  ["backup-session-manager", "ssmmessages:CreateControlChannel", "nothing"],
  ["backup-session-manager", "ssmmessages:CreateDataChannel", "nothing"],
  ["backup-session-manager", "ssmmessages:OpenControlChannel", "nothing"],
  ["backup-session-manager", "ssmmessages:OpenDataChannel", "nothing"],
  ["drill-role-policy", "ec2:DescribeInstances", inPrimaryRegion],
  ["drill-role-policy", "logs:CreateLogDelivery", inPrimaryRegion],
  ["drill-role-policy", "ssm:CancelCommand", inPrimaryRegion],
  ["drill-role-policy", "ssm:ListCommands", inPrimaryRegion],
  ["operations-drill-role-policy", "ec2:DescribeAddresses", inBothRegions],
  ["operations-drill-role-policy", "ec2:DescribeInstances", inBothRegions],
  ["operations-drill-role-policy", "ec2:DescribeNetworkInterfaces", inBothRegions],
  ["operations-drill-role-policy", "ec2:DescribeSecurityGroupRules", inBothRegions],
  // A right on named alarms tells of no composite one (API DescribeAlarms).
  ["operations-drill-role-policy", "cloudwatch:DescribeAlarms", inBothRegions],
  ["operations-drill-role-policy", "ssm:GetCommandInvocation", inPrimaryRegion],
  ["operations-observe-role-policy", "ec2:DescribeAddresses", inBothRegions],
  ["operations-observe-role-policy", "ec2:DescribeInstances", inBothRegions],
  ["operations-observe-role-policy", "ec2:DescribeNetworkInterfaces", inBothRegions],
  ["operations-observe-role-policy", "ec2:DescribeSecurityGroupRules", inBothRegions],
  ["operations-observe-role-policy", "cloudwatch:DescribeAlarms", inBothRegions],
  ["primary-session-manager", "ssm:UpdateInstanceInformation", "nothing"],
  ["primary-session-manager", "ssmmessages:CreateControlChannel", "nothing"],
  ["primary-session-manager", "ssmmessages:CreateDataChannel", "nothing"],
  ["primary-session-manager", "ssmmessages:OpenControlChannel", "nothing"],
  ["primary-session-manager", "ssmmessages:OpenDataChannel", "nothing"],
  [
    "watcher-role-policy",
    "cloudwatch:PutMetricData",
    "cloudwatch:namespace StringEquals website-failover/prod",
  ],
  ["watcher-role-policy", "fis:ListExperiments", inPrimaryRegion],
];

/** Where everybody is meant, and nothing else would do. */
const aboutEverybody = [
  ["switch-policy", "Allow", "s3:GetObject", "aws:SecureTransport Bool true"],
  ["sync-backup-content-policy", "Deny", "s3:*", "aws:SecureTransport Bool false"],
  ["sync-primary-content-policy", "Deny", "s3:*", "aws:SecureTransport Bool false"],
];

/** What the SDK's requests in `drill/aws` take, by the service that each file asks. */
function callsOfCommands(): string[] {
  const files = readdirSync("drill/aws", { recursive: true, encoding: "utf8" });
  const sources = files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join("drill/aws", file), "utf8"));
  const requests = sources.flatMap((source) =>
    [...source.matchAll(/new sdk\.(\w+)Command\(/g)].map(([, request = ""]) => request),
  );
  return [...requests.flatMap((request) => rightOf(request)), ...beyondRequests];
}

/** Every request has its own right but for S3's, and STS tells everybody who they are. */
function rightOf(request: string): string[] {
  if (request === "GetCallerIdentity") return [];
  const byS3 = { HeadObject: "GetObject", ListObjectsV2: "ListBucket" }[request] ?? request;
  const service = Object.entries(services).find(([, requests]) => requests.includes(byS3))?.[0];
  return [`${service ?? "a service that this table lacks"}:${byS3}`];
}

const services = {
  cloudwatch: ["DescribeAlarms"],
  ec2: [
    ...["DescribeAddresses", "DescribeInstances", "DescribeNetworkInterfaces", "DescribeSecurityGroupRules"],
    ...["ModifySecurityGroupRules", "StartInstances", "StopInstances"],
  ],
  route53: [
    ...["GetHealthCheck", "GetHealthCheckLastFailureReason", "GetHealthCheckStatus", "GetHostedZone"],
    ...["ListResourceRecordSets", "UpdateHealthCheck"],
  ],
  s3: ["DeleteObject", "GetObject", "ListBucket", "PutObject"],
  scheduler: ["CreateSchedule", "DeleteSchedule", "GetSchedule"],
  sns: ["ListSubscriptionsByTopic"],
  ssm: ["GetCommandInvocation", "SendCommand"],
};

/** What AWS asks for besides: to hand the restore role to the schedule, and to start an instance on an encrypted volume. */
const beyondRequests = ["iam:PassRole", "kms:CreateGrant"];

describe("the policies of prod", () => {
  let statements: readonly Statement[];
  before(async function () {
    this.timeout(30_000);
    const recording = await recordStack("prod", { config: everyPart });
    assert.deepEqual(recording.errors, []);
    statements = statementsOf(recording);
  });

  it("allow no action with a wildcard", () => {
    const allowed = statements.filter(({ effect }) => effect !== "Deny");
    assert.deepEqual(
      allowed.filter(({ actions }) => actions.some((action) => action.includes("*"))),
      [],
    );
  });

  it("allow something on every resource only where AWS offers nothing narrower", () => {
    const onEverything = statements.filter(
      ({ effect, resources }) => effect !== "Deny" && resources.includes("*"),
    );
    assert.deepEqual(
      onEverything.flatMap(({ holder, actions, conditions }) =>
        actions.map((action) => [holder, action, conditions.join(" and ") || "nothing"]),
      ),
      withoutResource,
    );
  });

  it("name a resource in every statement", () => {
    assert.deepEqual(
      statements.filter(({ resources }) => resources.length === 0),
      [],
    );
  });

  it("let people make every call of the commands, and nothing that no command needs", () => {
    const people = ["operations-drill-role-policy", "operations-override-role-policy"];
    const allowed = statements
      .filter(({ effect, holder }) => effect === "Allow" && people.includes(holder))
      .flatMap(({ actions }) => actions);
    assert.deepEqual([...new Set(allowed)].sort(), [...new Set(callsOfCommands())].sort());
  });

  it("speak of everybody only to let checkers read the switch, and to refuse what comes without TLS", () => {
    assert.deepEqual(
      statements
        .filter(({ principal }) => principal === "*")
        .map(({ holder, effect, actions, conditions }) => [holder, effect, ...actions, ...conditions]),
      aboutEverybody,
    );
  });

  it("let nobody turn the switch off but a person, nor on but where it is off", () => {
    const onSwitch = statements.filter(({ resources }) =>
      resources.some((resource) => resource.endsWith("/force-backup")),
    );
    assert.deepEqual(
      onSwitch.map(({ holder, actions, conditions }) => [holder, ...actions, ...conditions]),
      [
        ["operations-drill-role-policy", "s3:GetObject", inAccount],
        ["operations-observe-role-policy", "s3:GetObject", inAccount],
        // A person.
        ["operations-override-role-policy", "s3:DeleteObject", "s3:GetObject", "s3:PutObject", inAccount],
        ["switch-policy", "s3:GetObject", "aws:SecureTransport Bool true"],
        ["watcher-role-policy", "s3:PutObject", inAccount, "s3:if-none-match Null false"],
      ],
    );
  });
});
