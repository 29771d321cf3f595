import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import type { SiteRole } from "../../components/endpoint";
import type { MonitoredSite } from "../../components/monitoredSites";
import { Monitoring, type MonitoringArgs } from "../../components/monitoring";
import { record } from "../../recording/record";
import type { Mode, Recording } from "../../recording/recording";
import { assertSound, inventory, resourceOf } from "../support/recordings";

/** Proves what is watched, where, and who is told, from plain arguments; not that a mail arrives. */

function site<Role extends SiteRole>(role: Role, region: string): MonitoredSite<Role> {
  return { role, region, instanceId: `i-${role}`, healthCheckId: `hc-${role}` };
}

const sitesIn = (primary: string, backup: string) => ({
  dns: {
    zoneId: "ZEXAMPLE",
    sites: [site("primary", primary), site("backup", backup)] as const,
    operatorSwitch: null,
  },
});

const args: MonitoringArgs = {
  accountId: "210987654321",
  emails: ["ops@example.org", "night@example.org"],
  warnBelowPercentageHealthy: 60,
  parts: { isWatched: false, contentBuckets: null, tables: [] },
  ...sitesIn("eu-west-1", "eu-north-1"),
};

/** The provider is in a region where nothing belongs. */
function recordMonitoring(changes: object = {}, mode: Mode = "update"): Promise<Recording> {
  const program = () => {
    const provider = new aws.Provider("elsewhere", { region: "sa-east-1" });
    const { topics, everyTopic, dashboardUrl } = new Monitoring(
      "watch",
      { ...args, ...changes },
      { provider },
    );
    return { topics, everyTopic, dashboardUrl };
  };
  return record(program, { mode, stack: "shop.eu" });
}

const topicArn = (region: string) =>
  `arn:aws:sns:${region}:123456789012:website-failover-shop-eu-watch-${region}`;
const alarmArn = (name: string) =>
  `arn:aws:cloudwatch:us-east-1:123456789012:alarm:website-failover-shop-eu-watch-${name}`;
const metricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const compositeAlarm = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const topicPolicy = "aws:sns/topicPolicy:TopicPolicy";

const topicIn = (region: string) => [
  `aws:sns/topic:Topic watch-${region}-topic ${region}`,
  `${topicPolicy} watch-${region}-topic-policy ${region}`,
  `aws:sns/topicSubscription:TopicSubscription watch-${region}-night@example.org ${region}`,
  `aws:sns/topicSubscription:TopicSubscription watch-${region}-ops@example.org ${region}`,
];
const alarms = (primaryRegion: string, backupRegion: string) => [
  `${compositeAlarm} watch-both-unhealthy us-east-1`,
  `${metricAlarm} watch-backup-instance ${backupRegion}`,
  `${metricAlarm} watch-backup-unhealthy us-east-1`,
  `${metricAlarm} watch-primary-instance ${primaryRegion}`,
  `${metricAlarm} watch-primary-losing-checkers us-east-1`,
  `${metricAlarm} watch-primary-unhealthy us-east-1`,
];
const others = [
  "aws:cloudwatch/dashboard:Dashboard watch-dashboard us-east-1",
  "pulumi:providers:aws elsewhere -",
  "website-failover:index:Monitoring watch -",
];

describe("components/monitoring", () => {
  let recording: Recording;
  beforeEach(async () => {
    recording = await recordMonitoring();
  });
  const inputsOf = (type: string, name: string) => resourceOf(recording, type, name).inputs;

  for (const mode of ["update", "preview"] satisfies Mode[]) {
    it(`registers exactly this, each in its own region, in ${mode} mode`, async () => {
      const run = await recordMonitoring({}, mode);
      assertSound(run);
      const topics = ["us-east-1", "eu-west-1", "eu-north-1"].flatMap(topicIn);
      const all = [...topics, ...alarms("eu-west-1", "eu-north-1"), ...others];
      assert.deepEqual(inventory(run), all.sort());
      const { urn } = resourceOf(run, "website-failover:index:Monitoring", "watch");
      const outside = run.resources.filter(({ parent }) => parent !== urn).map(({ name }) => name);
      assert.deepEqual(outside.sort(), ["elsewhere", "watch"]);
    });
  }

  it("makes one topic for a region that two of them share", async () => {
    const run = await recordMonitoring(sitesIn("us-east-1", "us-west-1"));
    assertSound(run);
    const topics = ["us-east-1", "us-west-1"].flatMap(topicIn);
    assert.deepEqual(inventory(run), [...topics, ...alarms("us-east-1", "us-west-1"), ...others].sort());
    const { topics: used, everyTopic } = run.outputs as { topics: object; everyTopic: unknown };
    const primary = { region: "us-east-1", arn: topicArn("us-east-1") };
    const backup = { region: "us-west-1", arn: topicArn("us-west-1") };
    assert.deepEqual([used, everyTopic], [{ primary, backup }, [primary, backup]]);
  });

  it("names every topic once, that of Route 53's region first", () => {
    const { everyTopic } = recording.outputs;
    const regions = ["us-east-1", "eu-west-1", "eu-north-1"];
    assert.deepEqual(
      everyTopic,
      regions.map((region) => ({ region, arn: topicArn(region) })),
    );
  });

  it("leaves each topic unencrypted and open to the alarms of this account alone", () => {
    for (const region of ["us-east-1", "eu-west-1", "eu-north-1"]) {
      assert.deepEqual(inputsOf("aws:sns/topic:Topic", `watch-${region}-topic`), {
        region,
        name: `website-failover-shop-eu-watch-${region}`,
      });
      const { policy, ...rest } = inputsOf(topicPolicy, `watch-${region}-topic-policy`);
      assert.deepEqual(rest, { region, arn: topicArn(region) });
      assert.deepEqual(JSON.parse(String(policy)), {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "AlarmsOfThisAccount",
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: "sns:Publish",
            Resource: topicArn(region),
            Condition: { StringEquals: { "aws:SourceAccount": "210987654321" } },
          },
        ],
      });
    }
  });

  it("tells every address in every region", () => {
    const told = recording.resources
      .filter(({ type }) => type === "aws:sns/topicSubscription:TopicSubscription")
      .map(({ inputs }) => inputs);
    const subscriptions = ["eu-north-1", "eu-west-1", "us-east-1"].flatMap((region) =>
      ["night@example.org", "ops@example.org"].map((address) => ({
        region,
        topic: topicArn(region),
        protocol: "email",
        endpoint: address,
      })),
    );
    assert.deepEqual(told, subscriptions);
  });

  const toldTo = (region: string) => ({ alarmActions: [topicArn(region)], okActions: [topicArn(region)] });
  const watched = {
    ...toldTo("us-east-1"),
    insufficientDataActions: [topicArn("us-east-1")],
    region: "us-east-1",
    namespace: "AWS/Route53",
    statistic: "Minimum",
    period: 60,
    comparisonOperator: "LessThanThreshold",
    treatMissingData: "missing",
  };

  it("alarms in the first minute in which a check is unhealthy", () => {
    const meaning = {
      primary: "The primary is unhealthy: Route 53 sends shoppers to the backup. Bring the primary back.",
      backup: "The backup is unhealthy: if the primary fails now, the shop is down. Bring the backup back.",
    };
    for (const role of ["primary", "backup"] satisfies SiteRole[]) {
      assert.deepEqual(inputsOf(metricAlarm, `watch-${role}-unhealthy`), {
        ...watched,
        name: `website-failover-shop-eu-watch-${role}-unhealthy`,
        alarmDescription: meaning[role],
        metricName: "HealthCheckStatus",
        dimensions: { HealthCheckId: `hc-${role}` },
        threshold: 1,
        evaluationPeriods: 1,
      });
    }
  });

  it("alarms when both checks are unhealthy", () => {
    assert.deepEqual(inputsOf(compositeAlarm, "watch-both-unhealthy"), {
      ...toldTo("us-east-1"),
      region: "us-east-1",
      alarmName: "website-failover-shop-eu-watch-both-unhealthy",
      alarmDescription: "Both sites are unhealthy: the shop is down, and Route 53 answers with the primary.",
      alarmRule: `ALARM("${alarmArn("primary-unhealthy")}") AND ALARM("${alarmArn("backup-unhealthy")}")`,
    });
  });

  it("warns while the primary is losing its checkers, before Route 53 fails over", () => {
    assert.deepEqual(inputsOf(metricAlarm, "watch-primary-losing-checkers"), {
      ...watched,
      name: "website-failover-shop-eu-watch-primary-losing-checkers",
      alarmDescription:
        "Fewer than 60 % of the health checkers reach the primary; at 18 % or fewer Route 53 sends shoppers to the backup.",
      metricName: "HealthCheckPercentageHealthy",
      dimensions: { HealthCheckId: "hc-primary" },
      threshold: 60,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
    });
  });

  it("alarms on each instance in its own region, also when it is silent", () => {
    const regions = { primary: "eu-west-1", backup: "eu-north-1" };
    for (const role of ["primary", "backup"] satisfies SiteRole[]) {
      assert.deepEqual(inputsOf(metricAlarm, `watch-${role}-instance`), {
        ...toldTo(regions[role]),
        region: regions[role],
        name: `website-failover-shop-eu-watch-${role}-instance`,
        alarmDescription: `The ${role}'s instance fails EC2's status checks, or is stopped.`,
        namespace: "AWS/EC2",
        metricName: "StatusCheckFailed",
        dimensions: { InstanceId: `i-${role}` },
        statistic: "Maximum",
        period: 60,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        evaluationPeriods: 2,
        treatMissingData: "breaching",
      });
    }
  });

  it("makes every alarm after the policy that lets it publish", () => {
    for (const alarm of recording.resources.filter(({ type }) => type.endsWith("Alarm"))) {
      const policy = resourceOf(recording, topicPolicy, `watch-${alarm.region}-topic-policy`);
      assert.equal(alarm.dependencies.includes(policy.urn), true, alarm.name);
    }
  });

  it("shows it all on a dashboard", () => {
    const { dashboardName } = inputsOf("aws:cloudwatch/dashboard:Dashboard", "watch-dashboard");
    assert.equal(dashboardName, "website-failover-shop-eu-watch");
    assert.equal(
      recording.outputs["dashboardUrl"],
      "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/website-failover-shop-eu-watch",
    );
  });

  const percentage = (value: number) =>
    `warnBelowPercentageHealthy is ${value}, but must be a whole number from 19 to 100: at 18 Route 53 fails over`;
  const mistakes: [title: string, changes: object, problem: string][] = [
    [
      "one site twice",
      { dns: { ...args.dns, sites: [args.dns.sites[0], args.dns.sites[0]] } },
      "dns.sites are the primary and the primary, but must be the primary and the backup",
    ],
    [
      "the sites exchanged",
      { dns: { ...args.dns, sites: args.dns.sites.toReversed() } },
      "dns.sites are the backup and the primary, but must be the primary and the backup",
    ],
    [
      "an account of 11 digits",
      { accountId: "12345678901" },
      'accountId is "12345678901", but must have 12 digits',
    ],
    ["nobody", { emails: [] }, "emails is empty, so an alarm would reach nobody; give one address or more"],
    [
      "what is no address",
      { emails: ["ops", "a@b", "o ps@example.org"] },
      "emails has ops, o ps@example.org, but must hold mail addresses only",
    ],
    ["an address twice", { emails: ["a@b", "a@b"] }, "emails has an address twice; give each once"],
    ["a warning that comes too late", { warnBelowPercentageHealthy: 18 }, percentage(18)],
    ["a warning above all", { warnBelowPercentageHealthy: 101 }, percentage(101)],
    ["a fraction of a percent", { warnBelowPercentageHealthy: 19.5 }, percentage(19.5)],
  ];
  for (const [title, changes, problem] of mistakes) {
    it(`refuses ${title} before it registers anything`, async () => {
      const { errors, resources } = await recordMonitoring(changes);
      assert.deepEqual(
        [errors, resources.map(({ name }) => name)],
        [[`Monitoring "watch": ${problem}`], ["elsewhere"]],
      );
    });
  }

  it("accepts each limit itself", async () => {
    for (const warnBelowPercentageHealthy of [19, 100])
      assertSound(await recordMonitoring({ warnBelowPercentageHealthy }));
  });
});
