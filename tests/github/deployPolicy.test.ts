/**
 * What the role of a deployment may do, compared with what the program registers. That AWS grants what it needs is not
 * proved here: no policy simulator runs without an account.
 */
import assert from "node:assert/strict";
import { recordStack } from "../../recording/record";
import { actionsOf, deploying, policy, regions } from "./policyFiles";

describe("deploy policy", () => {
  const Statement = deploying.flatMap((name) => policy(name).Statement);
  const allowed = new Set(Statement.flatMap(actionsOf));

  /** What making, changing and deleting each kind of resource takes beside reading it. */
  const changes: Readonly<Record<string, readonly string[]>> = {
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": [
      ...["cloudwatch:PutCompositeAlarm", "cloudwatch:DeleteAlarms"],
    ],
    "aws:cloudwatch/dashboard:Dashboard": ["cloudwatch:PutDashboard", "cloudwatch:DeleteDashboards"],
    // A function comes with its roles, so by hand, and with it its log and its schedule.
    "aws:cloudwatch/logGroup:LogGroup": ["logs:PutRetentionPolicy", "logs:TagResource", "logs:UntagResource"],
    "aws:cloudwatch/metricAlarm:MetricAlarm": ["cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms"],
    // With the roles that use it: a bucket or a table is made, and goes, by hand only. The pipeline tends what is there.
    "aws:dynamodb/table:Table": [
      ...["dynamodb:UpdateTable", "dynamodb:UpdateContinuousBackups"],
      ...["dynamodb:TagResource", "dynamodb:UntagResource"],
    ],
    "aws:ec2/eip:Eip": ["ec2:AllocateAddress", "ec2:ReleaseAddress"],
    "aws:ec2/eipAssociation:EipAssociation": ["ec2:AssociateAddress", "ec2:DisassociateAddress"],
    "aws:ec2/instance:Instance": [
      ...["ec2:RunInstances", "ec2:TerminateInstances", "ec2:StopInstances", "ec2:StartInstances"],
      ...["ec2:ModifyInstanceAttribute", "ec2:ModifyInstanceMetadataOptions", "iam:PassRole"],
    ],
    "aws:ec2/networkInterface:NetworkInterface": ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
    "aws:ec2/securityGroup:SecurityGroup": ["ec2:CreateSecurityGroup", "ec2:DeleteSecurityGroup"],
    "aws:ec2/vpcEndpoint:VpcEndpoint": ["ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints"],
    // Experiments come with their role, so by hand, and with them what they need.
    "aws:fis/experimentTemplate:ExperimentTemplate": [
      ...["fis:UpdateExperimentTemplate", "iam:PassRole", "fis:TagResource", "fis:UntagResource"],
    ],
    // Made and changed by hand only: the pipeline hands no rights to anything.
    "aws:iam/instanceProfile:InstanceProfile": ["iam:TagInstanceProfile"],
    "aws:iam/role:Role": ["iam:TagRole"],
    "aws:iam/rolePolicy:RolePolicy": [],
    "aws:lambda/function:Function": [
      ...["lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration", "iam:PassRole"],
      ...["lambda:TagResource", "lambda:UntagResource"],
    ],
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": ["lambda:PutFunctionEventInvokeConfig"],
    "aws:route53/healthCheck:HealthCheck": [
      ...["route53:CreateHealthCheck", "route53:UpdateHealthCheck", "route53:DeleteHealthCheck"],
    ],
    "aws:route53/record:Record": ["route53:ChangeResourceRecordSets", "route53:GetChange"],
    "aws:s3/bucket:Bucket": ["s3:PutBucketTagging", "s3:TagResource", "s3:UntagResource"],
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ["s3:PutLifecycleConfiguration"],
    // Beside the switch. What is published was written once, by hand: no update touches it.
    "aws:s3/bucketObjectv2:BucketObjectv2": ["s3:PutObject"],
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ["s3:PutBucketOwnershipControls"],
    "aws:s3/bucketPolicy:BucketPolicy": ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy"],
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ["s3:PutBucketPublicAccessBlock"],
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": [
      ...["s3:PutReplicationConfiguration", "iam:PassRole"],
    ],
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
      "s3:PutEncryptionConfiguration",
    ],
    "aws:s3/bucketVersioning:BucketVersioning": ["s3:PutBucketVersioning"],
    "aws:scheduler/schedule:Schedule": ["scheduler:UpdateSchedule", "iam:PassRole"],
    "aws:sns/topic:Topic": ["sns:CreateTopic", "sns:SetTopicAttributes", "sns:DeleteTopic"],
    "aws:sns/topicPolicy:TopicPolicy": ["sns:SetTopicAttributes"],
    "aws:sns/topicSubscription:TopicSubscription": ["sns:Subscribe", "sns:Unsubscribe"],
    "aws:sqs/queue:Queue": ["sqs:SetQueueAttributes", "sqs:TagQueue", "sqs:UntagQueue"],
    "aws:ssm/document:Document": [
      ...["ssm:UpdateDocument", "ssm:UpdateDocumentDefaultVersion"],
      ...["ssm:AddTagsToResource", "ssm:RemoveTagsFromResource"],
    ],
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [
      ...[
        "ec2:AuthorizeSecurityGroupEgress",
        "ec2:RevokeSecurityGroupEgress",
        "ec2:ModifySecurityGroupRules",
      ],
    ],
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
      ...[
        "ec2:AuthorizeSecurityGroupIngress",
        "ec2:RevokeSecurityGroupIngress",
        "ec2:ModifySecurityGroupRules",
      ],
    ],
    "awsx:ec2:Vpc": [
      ...["ec2:CreateVpc", "ec2:DeleteVpc", "ec2:CreateSubnet", "ec2:DeleteSubnet"],
      ...["ec2:CreateRouteTable", "ec2:DeleteRouteTable", "ec2:CreateRoute", "ec2:DeleteRoute"],
      ...["ec2:AssociateRouteTable", "ec2:DisassociateRouteTable"],
      ...["ec2:CreateInternetGateway", "ec2:AttachInternetGateway"],
      ...["ec2:DetachInternetGateway", "ec2:DeleteInternetGateway"],
    ],
  };

  it("allows what each kind of resource takes that the program registers", async () => {
    const config = { "website-failover:drills": '{"enabled":true}' };
    const { resources } = await recordStack("prod", { config });
    const kinds = [...new Set(resources.map(({ type }) => type))].filter((type) => /^awsx?:/.test(type));
    assert.deepEqual(kinds.sort(), Object.keys(changes));
    assert.deepEqual(
      Object.values(changes)
        .flat()
        .filter((action) => !allowed.has(action)),
      [],
    );
  });

  it("hands no rights to anything", () => {
    const iam = [...allowed].filter((action) => action.startsWith("iam:") && !/:(Get|List)/.test(action));
    assert.deepEqual(iam.sort(), [
      "iam:PassRole",
      "iam:TagInstanceProfile",
      "iam:TagRole",
      "iam:UntagInstanceProfile",
      "iam:UntagRole",
    ]);
    const passRole = Statement.filter(({ Action }) => Action === "iam:PassRole");
    assert.deepEqual(
      passRole.map(({ Condition }) => Condition),
      ["ec2", "s3", "lambda", "scheduler", "fis", "scheduler"].map((service) => ({
        StringEquals: { "iam:PassedToService": `${service}.amazonaws.com` },
      })),
    );
  });

  it("tends the stack's own buckets of content and tables only, and neither reads nor writes what is in them", async () => {
    const { resources } = await recordStack("prod");
    const ofKind = (kind: string) => resources.filter(({ type }) => type === kind);
    const given = policy("deploy-data").Statement.flatMap(({ Resource = [] }) => [Resource].flat());
    const written = given.map((arn) =>
      arn.replace("${STACK}", "prod").replace("${ACCOUNT_ID}", "123456789012"),
    );
    assert.deepEqual(
      written.filter((arn) => arn.startsWith("arn:aws:s3:")),
      ofKind("aws:s3/bucket:Bucket")
        .filter(({ name }) => name.startsWith("sync-"))
        .map(({ state }) => state["arn"])
        .sort(),
    );
    const tables = ofKind("aws:dynamodb/table:Table").map(({ inputs }) => String(inputs["name"]));
    assert.deepEqual(tables, ["website-failover-prod-orders"]);
    const table = (region: string) => `arn:aws:dynamodb:${region}:123456789012:table/website-failover-prod-*`;
    assert.deepEqual(
      written.filter((arn) => arn.startsWith("arn:aws:dynamodb:")),
      regions.map(table),
    );
    const inside = /^(s3:\w*Object(?!Lock)|dynamodb:(\w*Item|Query|Scan|Create|Delete|Partiql))/;
    assert.deepEqual(
      policy("deploy-data")
        .Statement.flatMap(actionsOf)
        .filter((action) => inside.test(action)),
      [],
    );
  });

  it("touches topics, alarms and dashboards of the stack's own name only", async () => {
    const { resources } = await recordStack("prod");
    const named = resources.filter(({ type }) =>
      /^aws:(sns\/topic|cloudwatch\/(\w+Alarm|dashboard)):/.test(type),
    );
    const names = named.map(({ inputs: { name, alarmName, dashboardName } }) =>
      String(name ?? alarmName ?? dashboardName),
    );
    assert.equal(names.length, 23);
    assert.deepEqual(
      names.filter((name) => !name.startsWith("website-failover-prod-")),
      [],
    );
    const { Statement: ofMonitoring } = policy("deploy-monitoring");
    // API DescribeAlarms and PutCompositeAlarm: refused unless "scoped to *".
    assert.deepEqual(ofMonitoring.filter(({ Resource }) => Resource === "*").flatMap(actionsOf), [
      ...["sns:GetSubscriptionAttributes", "sns:SetSubscriptionAttributes", "sns:Unsubscribe"],
      ...["cloudwatch:DescribeAlarms", "cloudwatch:PutCompositeAlarm"],
    ]);
    const own = ofMonitoring.flatMap(({ Resource = "" }) => [Resource].flat());
    const arn = (service: string, kind: string) =>
      `arn:aws:${service}:\${ACCOUNT_ID}:${kind}website-failover-\${STACK}-*`;
    assert.deepEqual(own, [
      ...[arn("sns:us-east-1", ""), arn("sns:us-west-1", ""), "*"],
      ...[arn("cloudwatch:us-east-1", "alarm:"), arn("cloudwatch:us-west-1", "alarm:"), "*"],
      arn("cloudwatch:", "dashboard/"),
    ]);
  });

  it("tends the watcher's function, log and schedule, and hands each of its two roles to one service", async () => {
    const { resources } = await recordStack("prod");
    const written = policy("deploy-watcher").Statement.flatMap(({ Resource = [] }) => [Resource].flat());
    const given = written.map((arn) =>
      arn.replace("${STACK}", "prod").replace("${ACCOUNT_ID}", "123456789012"),
    );
    const named = (kind: string, name: string) =>
      String(resources.find((found) => found.type === kind && found.name === name)?.inputs["name"]);
    const at = (service: string, what: string) => `arn:aws:${service}:us-west-1:123456789012:${what}`;
    const log = at("logs", `log-group:${named("aws:cloudwatch/logGroup:LogGroup", "watcher-logs")}`);
    const role = (name: string) => `arn:aws:iam::123456789012:role/${name}-*`;
    assert.deepEqual(given, [
      at("lambda", `function:${named("aws:lambda/function:Function", "watcher-function")}`),
      // API DescribeLogGroups: refused for a single group.
      at("logs", "log-group:*"),
      ...[log, `${log}:*`],
      at("scheduler", `schedule/default/${named("aws:scheduler/schedule:Schedule", "watcher-schedule")}`),
      ...[role("watcher-role"), role("watcher-schedule-role")],
      ...[role("watcher-role"), role("watcher-schedule-role")],
    ]);
    const roles = resources.filter(({ name }) => /^watcher-(.*-)?role$/.test(name)).map(({ name }) => name);
    assert.deepEqual(roles.sort(), ["watcher-role", "watcher-schedule-role"]);
    assert.deepEqual(
      policy("deploy-watcher")
        .Statement.flatMap(actionsOf)
        .filter((action) => /:(Create|Delete|Invoke)/.test(action)),
      [],
    );
  });

  it("writes A records of the three names only", () => {
    const write = Statement.filter((entry) => actionsOf(entry).includes("route53:ChangeResourceRecordSets"));
    assert.deepEqual(
      write.map(({ Resource, Condition }) => ({ Resource, Condition })),
      [
        {
          Resource: "arn:aws:route53:::hostedzone/${ZONE_ID}",
          Condition: {
            "ForAllValues:StringEquals": {
              "route53:ChangeResourceRecordSetsNormalizedRecordNames": [
                "${FAILOVER_NAME}",
                "${PRIMARY_NAME}",
                "${BACKUP_NAME}",
              ],
              "route53:ChangeResourceRecordSetsRecordTypes": ["A"],
            },
          },
        },
      ],
    );
  });
});
