/** A recorded stack in moto, as if it had been deployed. */
import type { AwsClients } from "../../../drill/aws/clients";
import { parseAwsTopology, type AwsTopology } from "../../../drill/aws/topology";
import type { RecordedResource, Recording } from "../../../recording/recording";
import { stackTopology } from "../../../recording/stackTopology";
import type { StackTopology, TopologySite } from "../../../recording/topology";
import { recordCheckId, siteCheckId } from "../../../rehearsal/siteCheck";
import { probeOf } from "../../../route53/probe";
import { forceBackupKey, switchReadyKey, switchToken } from "../../../site-watcher/plan";
import { deploySite } from "./deployedSite";
import { deployZone } from "./deployedZone";

/** A stack that has been deployed. */
export interface Deployment {
  /** By the ids that AWS gave. */
  readonly topology: StackTopology;
  /** The stack's `topology` output. */
  readonly aws: AwsTopology;
}

/** moto's account. */
const accountId = "123456789012";

/** Deploys a recorded stack that has an operator's switch into an empty moto. */
export async function deploy(clients: AwsClients, recording: Recording): Promise<Deployment> {
  const { topology, nameServers } = await deployZone(clients, stackTopology(recording));
  const sites = [];
  for (const role of ["primary", "backup"] as const) {
    const site = topology.sites.find((each) => each.role === role);
    if (site) sites.push({ role, ...(await deploySite(clients, site)), ...inZone(topology, site) });
  }
  const alarms = await deployAlarms(clients, recording, topology);
  const topics = await deployTopics(clients, recording);
  const operations = await deployDocuments(clients, topology);
  const aws = parseAwsTopology(
    {
      version: 3,
      stack: topology.stack,
      accountId,
      protect: true,
      zone: { id: topology.zone.id, name: bare(topology.zone.name), nameServers },
      record: { ...topology.record, name: bare(topology.record.name) },
      healthCheck: healthPage(topology),
      sites,
      failoverBudget: topology.budget,
      operatorSwitch: switchOf(topology),
      alarms,
      topics,
      experimentTemplateIds: [],
      operations,
    },
    "the deployed stack",
  );
  await deploySwitch(clients, aws);
  return { topology, aws };
}

function inZone(topology: StackTopology, { role, publicIp }: TopologySite) {
  const sets = topology.zone.recordSets;
  const failover = role === "primary" ? "PRIMARY" : "SECONDARY";
  return {
    recordName: bare(sets.find((set) => set.ResourceRecords?.[0]?.Value === publicIp)?.Name ?? ""),
    setIdentifier: sets.find((set) => set.Failover === failover)?.SetIdentifier,
    healthCheckId: siteCheckId(topology, role),
  };
}

function healthPage({ healthChecks, sites }: StackTopology) {
  const [site] = sites;
  const check = healthChecks.find(({ HealthCheckConfig: { IPAddress } }) => IPAddress === site?.publicIp);
  const { Port: port, ResourcePath: path, SearchString: searchString } = check?.HealthCheckConfig ?? {};
  return { port, path, searchString };
}

function switchOf(topology: StackTopology) {
  const check = topology.healthChecks.find(({ Id: id }) => id === topology.operatorSwitch?.healthCheckId);
  const fqdn = (check && probeOf(check)?.target) ?? "";
  const [, bucketName, region] = /^(.+)\.s3\.(.+)\.amazonaws\.com$/.exec(fqdn) ?? [];
  return {
    region,
    bucketName,
    fqdn,
    key: forceBackupKey,
    searchString: switchToken,
    healthCheckId: check?.Id,
    calculatedHealthCheckId: recordCheckId(topology, "primary"),
  };
}

/** The bucket with what the program keeps in it. */
async function deploySwitch(clients: AwsClients, aws: AwsTopology): Promise<void> {
  if (!aws.operatorSwitch) return;
  const { region, bucketName: Bucket } = aws.operatorSwitch;
  const { sdk, client } = clients.s3(region);
  const constraint = { LocationConstraint: region as "us-west-1" };
  await client.send(new sdk.CreateBucketCommand({ Bucket, CreateBucketConfiguration: constraint }));
  const versioning = { Status: "Enabled" } as const;
  await client.send(new sdk.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: versioning }));
  const put = (Key: string, Body: string) => client.send(new sdk.PutObjectCommand({ Bucket, Key, Body }));
  await put(switchReadyKey, `${switchToken} would be read here\n`);
  await put("topology.json", JSON.stringify(aws));
}

/** The alarms on the status of the stack's checks; they begin with OK, as beside a stack that has been deployed for a while. */
async function deployAlarms(
  clients: AwsClients,
  recording: Recording,
  topology: StackTopology,
): Promise<AwsTopology["alarms"]> {
  const alarms = recording.resources.filter(
    ({ type, inputs }) =>
      type === "aws:cloudwatch/metricAlarm:MetricAlarm" && inputs["metricName"] === "HealthCheckStatus",
  );
  return Promise.all(
    alarms.map(async ({ inputs, name: logicalName }) => {
      const [region, name] = [String(inputs["region"]), String(inputs["name"])];
      const role = logicalName.includes("backup") ? "backup" : "primary";
      const { sdk, client } = clients.cloudWatch(region);
      await client.send(
        new sdk.PutMetricAlarmCommand({
          AlarmName: name,
          Namespace: "AWS/Route53",
          MetricName: "HealthCheckStatus",
          Dimensions: [{ Name: "HealthCheckId", Value: siteCheckId(topology, role) ?? "" }],
          Statistic: "Minimum",
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: "LessThanThreshold",
        }),
      );
      return { region, name };
    }),
  );
}

/** moto takes every subscription for confirmed. */
async function deployTopics(clients: AwsClients, { resources }: Recording): Promise<AwsTopology["topics"]> {
  const of = (type: string): RecordedResource[] => resources.filter((resource) => resource.type === type);
  return Promise.all(
    of("aws:sns/topic:Topic").map(async ({ inputs, state }) => {
      const region = String(inputs["region"]);
      const { sdk, client } = clients.sns(region);
      const { TopicArn: arn = "" } = await client.send(
        new sdk.CreateTopicCommand({ Name: String(inputs["name"]) }),
      );
      const subscriptions = of("aws:sns/topicSubscription:TopicSubscription").filter(
        (subscription) => subscription.inputs["topic"] === state["arn"],
      );
      for (const {
        inputs: { protocol, endpoint },
      } of subscriptions)
        await client.send(
          new sdk.SubscribeCommand({ TopicArn: arn, Protocol: String(protocol), Endpoint: String(endpoint) }),
        );
      return { region, arn };
    }),
  );
}

/** The documents for drills: what they would run is not run here. */
async function deployDocuments(
  clients: AwsClients,
  { stack, sites }: StackTopology,
): Promise<NonNullable<AwsTopology["operations"]>> {
  const region = sites.find(({ role }) => role === "primary")?.region ?? "";
  const { sdk, client } = clients.ssm(region);
  const document = async (what: string): Promise<string> => {
    const name = `website-failover-${stack}-${what}`;
    const step = { action: "aws:runShellScript", name: "server", inputs: { runCommand: ["true"] } };
    const content = { schemaVersion: "2.2", description: what, mainSteps: [step] };
    await client.send(
      new sdk.CreateDocumentCommand({
        Name: name,
        DocumentType: "Command",
        Content: JSON.stringify(content),
      }),
    );
    return name;
  };
  return {
    restoreRoleArn: `arn:aws:iam::${accountId}:role/website-failover-${stack}-restore`,
    stopServerDocument: await document("stop-server"),
    startServerDocument: await document("start-server"),
  };
}

function bare(name: string): string {
  return name.replace(/\.$/, "");
}
