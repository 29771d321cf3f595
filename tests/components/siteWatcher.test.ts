import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { SiteWatcher, type SiteWatcherArgs } from "../../components/siteWatcher";
import { watcherCode } from "../../components/watcherCode";
import { watcherPolicy } from "../../components/watcherPolicy";
import { record } from "../../recording/record";
import type { Mode, Recording } from "../../recording/recording";
import type { WatcherPlan } from "../../site-watcher/plan";
import { assertSound, inventory, resourceOf } from "../support/recordings";

/** Proves what is registered, where and with which rights, from plain arguments; not that AWS calls the function. */

const args: SiteWatcherArgs = {
  accountId: "210987654321",
  emails: ["ops@example.org"],
  dns: {
    recordNames: { failover: "shop.example.org" },
    nameServers: ["ns-1.example", "ns-2.example"],
    sites: [
      { role: "primary", region: "eu-west-1", publicIp: "192.0.2.1" },
      { role: "backup", region: "eu-north-1", publicIp: "192.0.2.2" },
    ],
  },
  healthCheck: { port: 8080, path: "/up", searchString: "open" },
};
const operatorSwitch = { bucketName: "shop-switch", holdAfterMinutes: 5 };
const content = { bucketNames: { primary: "content-1", backup: "content-2" }, maxStalenessMinutes: 15 };
const drills = { experimentTemplateIds: ["EXT1"], maxAgeDays: 35 };
const everything = { operatorSwitch, content, drills };

/** The provider is in a region where nothing belongs. */
function recordWatcher(changes: object = {}, mode: Mode = "update", stack = "shop.eu"): Promise<Recording> {
  const program = () => {
    const provider = new aws.Provider("elsewhere", { region: "sa-east-1" });
    const { metricNamespace, topic, alarms } = new SiteWatcher(
      "watcher",
      { ...args, ...changes },
      { provider },
    );
    return { metricNamespace, topic, alarms };
  };
  return record(program, { mode, stack });
}

const metricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const functionType = "aws:lambda/function:Function";
const namespace = "website-failover/shop.eu";
const physical = "website-failover-shop-eu-watcher";
const topicArn = `arn:aws:sns:eu-north-1:123456789012:${physical}`;
const functionArn = `arn:aws:lambda:eu-north-1:123456789012:function:${physical}`;
const alarmsFor = (...names: string[]) => names.map((name) => `${metricAlarm} watcher-${name} eu-north-1`);

const always = [
  ...alarmsFor("answer-not-primary", "backup-unhealthy", "primary-unhealthy"),
  "aws:cloudwatch/logGroup:LogGroup watcher-logs eu-north-1",
  // IAM has no regions: the provider's is only where its calls are signed.
  "aws:iam/role:Role watcher-role sa-east-1",
  "aws:iam/role:Role watcher-schedule-role sa-east-1",
  "aws:iam/rolePolicy:RolePolicy watcher-role-policy sa-east-1",
  "aws:iam/rolePolicy:RolePolicy watcher-schedule-role-policy sa-east-1",
  `${functionType} watcher-function eu-north-1`,
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig watcher-no-retries eu-north-1",
  "aws:scheduler/schedule:Schedule watcher-schedule eu-north-1",
  "aws:sns/topic:Topic watcher-topic eu-north-1",
  "aws:sns/topicPolicy:TopicPolicy watcher-topic-policy eu-north-1",
  "aws:sns/topicSubscription:TopicSubscription watcher-ops@example.org eu-north-1",
  "pulumi:providers:aws elsewhere -",
  "website-failover:index:SiteWatcher watcher -",
];

describe("components/siteWatcher", () => {
  let recording: Recording;
  beforeEach(async () => {
    recording = await recordWatcher(everything);
  });
  const inputsOf = (type: string, name: string) => resourceOf(recording, type, name).inputs;
  const documentOf = (type: string, name: string, key: string) =>
    JSON.parse(String(inputsOf(type, name)[key])) as unknown;

  const ofParts = alarmsFor(
    "content-out-of-sync",
    "drill-overdue",
    "replication-late",
    "switch-left-on",
    "switch-unreadable",
  );
  const runs: [title: string, changes: object, alarms: readonly string[]][] = [
    ["without parts", {}, []],
    ["without parts, said so", { operatorSwitch: null, content: null, drills: null }, []],
    ["with a switch", { operatorSwitch }, alarmsFor("switch-left-on", "switch-unreadable")],
    ["with content", { content }, alarmsFor("content-out-of-sync", "replication-late")],
    ["with drills", { drills }, alarmsFor("drill-overdue")],
    ["with all parts", everything, ofParts],
  ];
  for (const [title, changes, alarms] of runs) {
    it(`registers exactly this ${title}, in the backup's region`, async () => {
      const run = await recordWatcher(changes);
      assertSound(run);
      assert.deepEqual(inventory(run), [...always, ...alarms].sort());
    });
  }

  it("registers the same in a preview, everything below itself", async () => {
    const preview = await recordWatcher(everything, "preview");
    assertSound(preview);
    assert.deepEqual(inventory(preview), [...always, ...ofParts].sort());
    const { urn } = resourceOf(preview, "website-failover:index:SiteWatcher", "watcher");
    const outside = preview.resources.filter(({ parent }) => parent !== urn).map(({ name }) => name);
    assert.deepEqual(outside.sort(), ["elsewhere", "watcher"]);
  });

  it("runs the bundle on the newest Node of Lambda, on arm64, for at most half of its minute", () => {
    const { code, environment, role, ...rest } = inputsOf(functionType, "watcher-function");
    assert.deepEqual(rest, {
      region: "eu-north-1",
      name: physical,
      description: "Looks at both sites of the shop each minute.",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      memorySize: 256,
      timeout: 30,
    });
    assert.equal(role, resourceOf(recording, "aws:iam/role:Role", "watcher-role").state["arn"]);
    const { assets } = code as { assets: Record<string, { text: string }> };
    assert.deepEqual(
      Object.entries(assets).map(([file, { text }]) => [file, text]),
      [["index.js", watcherCode()]],
    );
    assert.deepEqual(Object.keys((environment as { variables: object }).variables), ["WATCHER_PLAN"]);
  });

  const planIn = (run: Recording): unknown => {
    const { environment } = resourceOf(run, functionType, "watcher-function").inputs;
    const { WATCHER_PLAN: plan } = (environment as { variables: Record<string, string> }).variables;
    return JSON.parse(plan ?? "");
  };
  const planOfAll: WatcherPlan = {
    namespace,
    regions: { primary: "eu-west-1", backup: "eu-north-1" },
    publicIps: { primary: "192.0.2.1", backup: "192.0.2.2" },
    recordName: "shop.example.org",
    nameServers: ["ns-1.example", "ns-2.example"],
    healthPage: { port: 8080, path: "/up", searchString: "open" },
    operatorSwitch: { bucket: "shop-switch", token: "go-to-the-backup", holdAfterMinutes: 5 },
    content: { buckets: { primary: "content-1", backup: "content-2" } },
    drills: { experimentTemplateIds: ["EXT1"], journalBucket: null },
  };

  it("tells the function what to look at", async () => {
    assert.deepEqual(planIn(recording), planOfAll);
    assert.deepEqual(planIn(await recordWatcher()), {
      ...planOfAll,
      operatorSwitch: null,
      content: null,
      drills: null,
    });
  });

  it("tells it of the journal of drills by hand where the switch's bucket keeps one", async () => {
    const drillsIn = async (changes: object) =>
      (planIn(await recordWatcher(changes)) as { drills: unknown }).drills;
    const keeping = { ...operatorSwitch, keepsJournal: true };
    assert.equal(await drillsIn({ operatorSwitch }), null);
    assert.deepEqual(await drillsIn({ operatorSwitch: keeping }), {
      experimentTemplateIds: [],
      journalBucket: "shop-switch",
    });
    assert.deepEqual(await drillsIn({ operatorSwitch: keeping, drills }), {
      experimentTemplateIds: ["EXT1"],
      journalBucket: "shop-switch",
    });
  });

  it("gives the function its own rights and no other", () => {
    assert.deepEqual(
      documentOf("aws:iam/rolePolicy:RolePolicy", "watcher-role-policy", "policy"),
      watcherPolicy({ accountId: "210987654321", functionName: physical, plan: planOfAll }),
    );
    assert.deepEqual(documentOf("aws:iam/role:Role", "watcher-role", "assumeRolePolicy"), {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
      ],
    });
  });

  it("keeps the log for 30 days, and has it before the function writes", () => {
    assert.deepEqual(inputsOf("aws:cloudwatch/logGroup:LogGroup", "watcher-logs"), {
      region: "eu-north-1",
      name: `/aws/lambda/${physical}`,
      retentionInDays: 30,
    });
    const { dependencies } = resourceOf(recording, functionType, "watcher-function");
    const first = [
      resourceOf(recording, "aws:cloudwatch/logGroup:LogGroup", "watcher-logs"),
      resourceOf(recording, "aws:iam/rolePolicy:RolePolicy", "watcher-role-policy"),
    ];
    assert.deepEqual(
      first.filter(({ urn }) => !dependencies.includes(urn)),
      [],
    );
  });

  it("is called each minute, and never again for a minute that is over", () => {
    assert.deepEqual(inputsOf("aws:scheduler/schedule:Schedule", "watcher-schedule"), {
      region: "eu-north-1",
      name: physical,
      description: "A look at both sites of the shop.",
      scheduleExpression: "rate(1 minutes)",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: functionArn,
        roleArn: resourceOf(recording, "aws:iam/role:Role", "watcher-schedule-role").state["arn"],
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
      },
    });
    const invokeConfig = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
    assert.deepEqual(inputsOf(invokeConfig, "watcher-no-retries"), {
      region: "eu-north-1",
      functionName: physical,
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: 60,
    });
  });

  it("lets this account's schedules call this function, and nothing more", () => {
    const policy = documentOf("aws:iam/rolePolicy:RolePolicy", "watcher-schedule-role-policy", "policy");
    assert.deepEqual(policy, {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: functionArn }],
    });
    assert.deepEqual(documentOf("aws:iam/role:Role", "watcher-schedule-role", "assumeRolePolicy"), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "scheduler.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: {
              "aws:SourceAccount": "210987654321",
              "aws:SourceArn": "arn:aws:scheduler:eu-north-1:210987654321:schedule-group/default",
            },
          },
        },
      ],
    });
  });

  it("tells by an unencrypted topic that takes this account's alarms alone", () => {
    assert.deepEqual(recording.outputs, {
      metricNamespace: namespace,
      topic: { region: "eu-north-1", arn: topicArn },
      alarms: [
        ...["primary-unhealthy", "backup-unhealthy", "answer-not-primary", "switch-unreadable"],
        ...["switch-left-on", "content-out-of-sync", "replication-late", "drill-overdue"],
      ].map((alarm) => ({ region: "eu-north-1", name: `${physical}-${alarm}` })),
    });
    assert.deepEqual(inputsOf("aws:sns/topic:Topic", "watcher-topic"), {
      region: "eu-north-1",
      name: physical,
    });
    assert.deepEqual(documentOf("aws:sns/topicPolicy:TopicPolicy", "watcher-topic-policy", "policy"), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AlarmsOfThisAccount",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topicArn,
          Condition: { StringEquals: { "aws:SourceAccount": "210987654321" } },
        },
      ],
    });
    const subscription = "aws:sns/topicSubscription:TopicSubscription";
    assert.deepEqual(inputsOf(subscription, "watcher-ops@example.org"), {
      region: "eu-north-1",
      topic: topicArn,
      protocol: "email",
      endpoint: "ops@example.org",
    });
  });

  type Comparison = "<" | ">";
  const alarms: [name: string, metric: string, comparison: Comparison, threshold: number, minutes: number][] =
    [
      ["primary-unhealthy", "SiteHealthy primary", "<", 1, 2],
      ["backup-unhealthy", "SiteHealthy backup", "<", 1, 2],
      ["answer-not-primary", "AnsweringSite", ">", 1, 2],
      ["switch-unreadable", "SwitchReadable", "<", 1, 3],
      ["switch-left-on", "SwitchForced", ">", 0, 60],
      ["content-out-of-sync", "ContentInSync", "<", 1, 15],
      ["replication-late", "ReplicationLagSeconds", ">", 900, 2],
      ["drill-overdue", "DaysSinceSuccessfulDrill", ">", 35, 60],
    ];
  for (const [name, metric, comparison, threshold, minutes] of alarms) {
    it(`alarms when ${metric} ${comparison} ${threshold} for ${minutes} minutes, or is not there`, () => {
      const { alarmDescription, ...condition } = inputsOf(metricAlarm, `watcher-${name}`);
      assert.match(String(alarmDescription), /^[A-Z].{20,250}\.$/);
      const [metricName, site] = metric.split(" ");
      assert.deepEqual(condition, {
        region: "eu-north-1",
        name: `${physical}-${name}`,
        namespace,
        metricName,
        ...(site !== undefined && { dimensions: { Site: site } }),
        statistic: "Minimum",
        period: 60,
        evaluationPeriods: minutes,
        comparisonOperator: { "<": "LessThanThreshold", ">": "GreaterThanThreshold" }[comparison],
        threshold,
        treatMissingData: "breaching",
        alarmActions: [topicArn],
        okActions: [topicArn],
      });
    });
  }
});
