import assert from "node:assert/strict";
import { serverCommands } from "../../components/serverDocument";
import * as aws from "@pulumi/aws";
import { Operations } from "../../components/operations";
import { record } from "../../recording/record";
import type { Mode, Recording } from "../../recording/recording";
import { assertSound, inventory, resourceOf } from "../support/recordings";
import { backupArns, operationsArgs, primaryArns, startEncrypted } from "./operationsWorld";

/** Proves which roles there are, who may take each, and what each may do, from plain arguments; not that AWS lets them. */

/** The provider is in a region where nothing belongs. */
function recordOperations(
  changes: object = {},
  mode: Mode = "update",
  stack = "shop.eu",
): Promise<Recording> {
  const program = () => {
    const provider = new aws.Provider("elsewhere", { region: "sa-east-1" });
    const args = { ...operationsArgs, ...changes };
    return { tools: new Operations("operations", args, { provider }).tools };
  };
  return record(program, { mode, stack });
}

const physical = "website-failover-shop-eu-operations";
const documentArn = (verb: string) =>
  `arn:aws:ssm:eu-west-1:123456789012:document/${physical}-${verb}-server`;
const restoreRoleArn = `arn:aws:iam::123456789012:role/${physical}-restore`;

describe("components/operations", () => {
  let recording: Recording;
  before(async () => {
    recording = await recordOperations();
  });
  const inputsOf = (type: string, name: string) => resourceOf(recording, type, name).inputs;
  const statementsOf = (role: string) => {
    const { policy } = inputsOf("aws:iam/rolePolicy:RolePolicy", `operations-${role}-role-policy`);
    const { Version, Statement } = JSON.parse(String(policy)) as { Version: string; Statement: object[] };
    assert.equal(Version, "2012-10-17");
    return Statement;
  };

  for (const mode of ["update", "preview"] as const) {
    it(`registers exactly this, everything below itself (${mode})`, async () => {
      const run = await recordOperations({}, mode);
      assertSound(run);
      assert.deepEqual(inventory(run), [
        // IAM has no regions: the provider's is only where its calls are signed.
        "aws:iam/role:Role operations-drill-role sa-east-1",
        "aws:iam/role:Role operations-observe-role sa-east-1",
        "aws:iam/role:Role operations-override-role sa-east-1",
        "aws:iam/role:Role operations-restore-role sa-east-1",
        "aws:iam/rolePolicy:RolePolicy operations-drill-role-policy sa-east-1",
        "aws:iam/rolePolicy:RolePolicy operations-observe-role-policy sa-east-1",
        "aws:iam/rolePolicy:RolePolicy operations-override-role-policy sa-east-1",
        "aws:iam/rolePolicy:RolePolicy operations-restore-role-policy sa-east-1",
        "aws:ssm/document:Document operations-start-server eu-west-1",
        "aws:ssm/document:Document operations-stop-server eu-west-1",
        "pulumi:providers:aws elsewhere -",
        "website-failover:index:Operations operations -",
      ]);
      const { urn } = resourceOf(run, "website-failover:index:Operations", "operations");
      const outside = run.resources.filter(({ parent }) => parent !== urn).map(({ name }) => name);
      assert.deepEqual(outside.sort(), ["elsewhere", "operations"]);
    });
  }

  it("names what tools take", () => {
    assert.deepEqual(recording.outputs["tools"], {
      restoreRoleArn,
      stopServerDocument: `${physical}-stop-server`,
      startServerDocument: `${physical}-start-server`,
    });
  });

  const assumeRole = (Principal: object, more: object = {}) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole", ...more }],
  });
  for (const role of ["drill", "observe", "override"]) {
    it(`lets whom it is told to take the role ${role}, for an hour, by a name that is known beforehand`, () => {
      const { description, assumeRolePolicy, ...rest } = inputsOf(
        "aws:iam/role:Role",
        `operations-${role}-role`,
      );
      assert.match(String(description), /^[A-Z].{20,100}\.$/);
      assert.deepEqual(
        JSON.parse(String(assumeRolePolicy)),
        assumeRole({ AWS: ["arn:aws:iam::210987654321:root"] }),
      );
      assert.deepEqual(rest, { name: `${physical}-${role}`, maxSessionDuration: 3600 });
    });
  }

  it("lets schedules of this account in the primary's region take the restore role, and no person", () => {
    const { name, assumeRolePolicy } = inputsOf("aws:iam/role:Role", "operations-restore-role");
    assert.equal(name, `${physical}-restore`);
    const sources = {
      "aws:SourceAccount": "210987654321",
      "aws:SourceArn": "arn:aws:scheduler:eu-west-1:210987654321:schedule-group/default",
    };
    assert.deepEqual(
      JSON.parse(String(assumeRolePolicy)),
      assumeRole({ Service: "scheduler.amazonaws.com" }, { Condition: { StringEquals: sources } }),
    );
  });

  const { instance, rule, healthCheck } = primaryArns;
  const allow = (Action: string | string[], Resource: unknown, Condition?: object) => ({
    Effect: "Allow",
    Action,
    Resource,
    ...(Condition && { Condition }),
  });
  const inRegions = (...regions: string[]) => ({ StringEquals: { "aws:RequestedRegion": regions } });
  const inAccount = { StringEquals: { "aws:ResourceAccount": "210987654321" } };
  const object = (key: string) => `arn:aws:s3:::shop-switch/${key}`;
  const undoSchedules =
    "arn:aws:scheduler:eu-west-1:210987654321:schedule/default/website-failover-shop-eu-undo-*";
  const look = [
    allow(
      [
        ...["ec2:DescribeAddresses", "ec2:DescribeInstances"],
        ...["ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroupRules"],
      ],
      "*",
      inRegions("eu-west-1", "eu-north-1"),
    ),
    allow("cloudwatch:DescribeAlarms", "*", inRegions("us-east-1", "eu-west-1", "eu-north-1")),
    allow(
      [
        ...["route53:GetHealthCheck", "route53:GetHealthCheckLastFailureReason"],
        "route53:GetHealthCheckStatus",
      ],
      [1, 2, 3, 4].map((number) => `arn:aws:route53:::healthcheck/check-${number}`),
    ),
    allow(["route53:GetHostedZone", "route53:ListResourceRecordSets"], "arn:aws:route53:::hostedzone/Z1"),
    allow(
      "sns:ListSubscriptionsByTopic",
      ["us-east-1", "eu-west-1", "eu-north-1"].map(
        (region) => `arn:aws:sns:${region}:210987654321:website-failover-shop-eu-*`,
      ),
    ),
    allow("scheduler:GetSchedule", undoSchedules),
    allow(
      "s3:GetObject",
      ["force-backup", "override.json", "switch-ready", "topology.json", "drills/*"].map(object),
      inAccount,
    ),
    allow("s3:ListBucket", "arn:aws:s3:::shop-switch", inAccount),
  ];

  it("lets whoever observes look, and change nothing", () => {
    assert.deepEqual(statementsOf("observe"), look);
  });

  it("lets whoever observes a pair without a switch ask for the two sites' checks alone", async () => {
    const run = await recordOperations({ dns: { ...operationsArgs.dns, operatorSwitch: null } });
    const { policy } = resourceOf(
      run,
      "aws:iam/rolePolicy:RolePolicy",
      "operations-observe-role-policy",
    ).inputs;
    const { Statement } = JSON.parse(String(policy)) as { Statement: { Resource: unknown }[] };
    assert.deepEqual(Statement[2]?.Resource, [healthCheck, "arn:aws:route53:::healthcheck/check-2"]);
  });

  it("lets whoever drills break the primary's own parts, see to it that they are mended, and touch no backup", () => {
    assert.deepEqual(statementsOf("drill"), [
      ...look,
      allow(["ec2:StartInstances", "ec2:StopInstances"], instance),
      startEncrypted,
      allow("ssm:SendCommand", [instance, documentArn("stop"), documentArn("start")]),
      allow("ssm:GetCommandInvocation", "*", inRegions("eu-west-1")),
      allow("ec2:ModifySecurityGroupRules", rule),
      allow("route53:UpdateHealthCheck", healthCheck),
      allow(["scheduler:CreateSchedule", "scheduler:DeleteSchedule"], undoSchedules),
      allow("iam:PassRole", restoreRoleArn, {
        StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" },
      }),
      allow("s3:PutObject", object("drills/*"), inAccount),
      {
        Effect: "Deny",
        Action: [
          ...["ec2:ModifySecurityGroupRules", "ec2:StartInstances", "ec2:StopInstances"],
          ...["route53:UpdateHealthCheck", "ssm:SendCommand"],
        ],
        Resource: backupArns,
      },
    ]);
  });

  it("lets whoever overrides turn the switch, say so beside it, and read where things are", () => {
    assert.deepEqual(statementsOf("override"), [
      allow(["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], [object("force-backup")], inAccount),
      allow(["s3:GetObject", "s3:PutObject"], [object("override.json")], inAccount),
      allow("s3:GetObject", [object("switch-ready"), object("topology.json")], inAccount),
      allow("s3:ListBucket", "arn:aws:s3:::shop-switch", inAccount),
    ]);
  });

  it("lets the restore role undo each fault, on the primary's own part alone", () => {
    assert.deepEqual(statementsOf("restore"), [
      allow("ec2:StartInstances", instance),
      startEncrypted,
      allow("ssm:SendCommand", [instance, documentArn("start")]),
      allow("ec2:ModifySecurityGroupRules", rule),
      allow("route53:UpdateHealthCheck", healthCheck),
    ]);
  });

  for (const [verb, description] of [
    ["stop", "Stops nginx."],
    ["start", "Starts nginx."],
  ] as const) {
    it(`has a document that can do nothing but ${verb} the server`, () => {
      const { content, ...rest } = inputsOf("aws:ssm/document:Document", `operations-${verb}-server`);
      assert.deepEqual(rest, {
        region: "eu-west-1",
        name: `${physical}-${verb}-server`,
        documentType: "Command",
        documentFormat: "JSON",
        targetType: "/AWS::EC2::Instance",
      });
      assert.deepEqual(JSON.parse(String(content)), {
        schemaVersion: "2.2",
        description,
        mainSteps: [
          {
            action: "aws:runShellScript",
            name: `${verb}Server`,
            precondition: { StringEquals: ["platformType", "Linux"] },
            inputs: { timeoutSeconds: "60", runCommand: [...serverCommands[verb]] },
          },
        ],
      });
    });
  }
});
