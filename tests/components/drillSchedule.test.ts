import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { DrillSchedule, type DrillScheduleArgs } from "../../components/drillSchedule";
import { record } from "../../recording/record";
import type { Mode, Recording } from "../../recording/recording";
import { assertSound, inventory, resourceOf } from "../support/recordings";

/** Proves what is registered, where and with which rights, from plain arguments; not that AWS breaks anything. */

const args: DrillScheduleArgs = {
  accountId: "210987654321",
  dns: { sites: [{ role: "primary", region: "eu-west-1", instanceId: "i-0123456789abcdef0" }] },
  scheduleExpression: "cron(30 6 ? * TUE *)",
  timeZone: "Europe/Stockholm",
  maxAgeDays: 35,
};

/** The provider is in a region where nothing belongs. */
function recordSchedule(mode: Mode = "update"): Promise<Recording> {
  const program = () => {
    const provider = new aws.Provider("elsewhere", { region: "sa-east-1" });
    const { experimentTemplateIds, maxAgeDays } = new DrillSchedule("drill", args, { provider });
    return { experimentTemplateIds, maxAgeDays };
  };
  return record(program, { mode, stack: "shop.eu" });
}

const metricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const templateType = "aws:fis/experimentTemplate:ExperimentTemplate";
const physical = "website-failover-shop-eu-drill";
const alarmArn = (what: string) => `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:${physical}-${what}`;
const instanceArn = "arn:aws:ec2:eu-west-1:210987654321:instance/i-0123456789abcdef0";
const documentArn = `arn:aws:ssm:eu-west-1:123456789012:document/${physical}-stop-server`;

const registered = [
  "aws:cloudwatch/logGroup:LogGroup drill-logs eu-west-1",
  `${metricAlarm} drill-backup-answered eu-west-1`,
  `${metricAlarm} drill-backup-unhealthy eu-west-1`,
  `${metricAlarm} drill-not-ready eu-west-1`,
  `${templateType} drill-kill-server eu-west-1`,
  `${templateType} drill-stop-instance eu-west-1`,
  // IAM has no regions: the provider's is only where its calls are signed.
  "aws:iam/role:Role drill-role sa-east-1",
  "aws:iam/role:Role drill-schedule-role sa-east-1",
  "aws:iam/rolePolicy:RolePolicy drill-role-policy sa-east-1",
  "aws:iam/rolePolicy:RolePolicy drill-schedule-role-policy sa-east-1",
  "aws:scheduler/schedule:Schedule drill-schedule eu-west-1",
  "aws:sqs/queue:Queue drill-missed eu-west-1",
  "aws:ssm/document:Document drill-stop-server eu-west-1",
  "pulumi:providers:aws elsewhere -",
  "website-failover:index:DrillSchedule drill -",
];

describe("components/drillSchedule", () => {
  let recording: Recording;
  beforeEach(async () => {
    recording = await recordSchedule();
  });
  const inputsOf = (type: string, name: string) => resourceOf(recording, type, name).inputs;

  for (const mode of ["update", "preview"] as const) {
    it(`registers exactly this in the primary's region, everything below itself (${mode})`, async () => {
      const run = await recordSchedule(mode);
      assertSound(run);
      assert.deepEqual(inventory(run), registered);
      const { urn } = resourceOf(run, "website-failover:index:DrillSchedule", "drill");
      const outside = run.resources.filter(({ parent }) => parent !== urn).map(({ name }) => name);
      assert.deepEqual(outside.sort(), ["drill", "elsewhere"]);
    });
  }

  it("names its templates, of which the clock starts the first", () => {
    const idOf = (name: string) => String(resourceOf(recording, templateType, name).id);
    assert.deepEqual(recording.outputs, {
      experimentTemplateIds: [idOf("drill-stop-instance"), idOf("drill-kill-server")],
      maxAgeDays: 35,
    });
    const { target, ...when } = inputsOf("aws:scheduler/schedule:Schedule", "drill-schedule");
    const { input } = target as { input: string };
    const { ExperimentTemplateId: started } = JSON.parse(input) as Record<string, unknown>;
    assert.equal(started, idOf("drill-stop-instance"));
    assert.equal(when["scheduleExpression"], "cron(30 6 ? * TUE *)");
    assert.equal(when["scheduleExpressionTimezone"], "Europe/Stockholm");
  });

  it("lets its role act on what its templates name", () => {
    const policy = String(inputsOf("aws:iam/rolePolicy:RolePolicy", "drill-role-policy")["policy"]);
    const { Statement } = JSON.parse(policy) as { Statement: { Action: unknown; Resource: unknown }[] };
    const resources = Statement.filter(({ Action }) => Action === "ssm:SendCommand");
    assert.deepEqual(
      resources.map(({ Resource }) => Resource),
      [[instanceArn, documentArn]],
    );
  });

  const faults: [name: string, description: string, actionId: string, parameters: Record<string, string>][] =
    [
      [
        "stop-instance",
        "Stops the primary's instance for five minutes.",
        "aws:ec2:stop-instances",
        { startInstancesAfterDuration: "PT5M" },
      ],
      [
        "kill-server",
        "Stops the primary's web server for five minutes.",
        "aws:ssm:send-command",
        { documentArn, duration: "PT5M" },
      ],
    ];
  for (const [name, description, actionId, parameters] of faults) {
    const listed = (values: Record<string, string>) =>
      Object.entries(values).map(([key, value]) => ({ key, value }));

    it(`${name}: asks whether it may, breaks the primary by its ARN alone, and asks whether the backup answered`, () => {
      const { state } = resourceOf(recording, "aws:iam/role:Role", "drill-role");
      assert.deepEqual(inputsOf(templateType, `drill-${name}`), {
        region: "eu-west-1",
        description,
        roleArn: state["arn"],
        targets: [
          {
            name: "primary",
            resourceType: "aws:ec2:instance",
            resourceArns: [instanceArn],
            selectionMode: "ALL",
          },
        ],
        actions: [
          {
            name: "is-ready",
            actionId: "aws:cloudwatch:assert-alarm-state",
            parameters: listed({
              alarmArns: `${alarmArn("not-ready")},${alarmArn("backup-answered")}`,
              alarmStates: "OK",
            }),
          },
          {
            name: "break-primary",
            actionId,
            parameters: listed(parameters),
            target: { key: "Instances", value: "primary" },
            startAfters: ["is-ready"],
          },
          {
            name: "settle",
            actionId: "aws:fis:wait",
            parameters: listed({ duration: "PT2M" }),
            startAfters: ["break-primary"],
          },
          {
            name: "has-backup-answered",
            actionId: "aws:cloudwatch:assert-alarm-state",
            parameters: listed({ alarmArns: alarmArn("backup-answered"), alarmStates: "ALARM" }),
            startAfters: ["settle"],
          },
        ],
        stopConditions: [{ source: "aws:cloudwatch:alarm", value: alarmArn("backup-unhealthy") }],
        logConfiguration: {
          logSchemaVersion: 2,
          cloudwatchLogsConfiguration: {
            logGroupArn: `arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/fis/${physical}:*`,
          },
        },
        tags: { Name: `${physical}-${name}` },
      });
    });

    it(`${name}: is there only once its role may do what it needs`, () => {
      const { urn } = resourceOf(recording, "aws:iam/rolePolicy:RolePolicy", "drill-role-policy");
      const { dependencies } = resourceOf(recording, templateType, `drill-${name}`);
      assert.equal(dependencies.includes(urn), true);
    });
  }

  const alarms: [what: string, condition: object][] = [
    [
      "not-ready",
      {
        metricName: "ReadyForDrill",
        statistic: "Minimum",
        comparisonOperator: "LessThanThreshold",
        evaluationPeriods: 1,
        treatMissingData: "breaching",
      },
    ],
    [
      "backup-unhealthy",
      {
        metricName: "SiteHealthy",
        dimensions: { Site: "backup" },
        statistic: "Minimum",
        comparisonOperator: "LessThanThreshold",
        evaluationPeriods: 2,
        treatMissingData: "breaching",
      },
    ],
    [
      "backup-answered",
      {
        metricName: "AnsweringSite",
        statistic: "Maximum",
        comparisonOperator: "GreaterThanThreshold",
        evaluationPeriods: 10,
        datapointsToAlarm: 1,
        treatMissingData: "notBreaching",
      },
    ],
  ];
  for (const [what, condition] of alarms) {
    it(`looks at the watcher's metrics by an alarm in its own region: ${what}`, () => {
      const { alarmDescription, ...rest } = inputsOf(metricAlarm, `drill-${what}`);
      assert.match(String(alarmDescription), /^[A-Z].{20,250}\.$/);
      assert.deepEqual(rest, {
        region: "eu-west-1",
        name: `${physical}-${what}`,
        namespace: "website-failover/shop.eu",
        period: 60,
        threshold: 1,
        ...condition,
      });
    });
  }

  it("keeps what experiments log for a year", () => {
    assert.deepEqual(inputsOf("aws:cloudwatch/logGroup:LogGroup", "drill-logs"), {
      region: "eu-west-1",
      name: `/aws/vendedlogs/fis/${physical}`,
      retentionInDays: 365,
    });
  });
});
