import type { RecordedResource } from "../../recording/recording";
import { type Charge, hoursPerMonth, minutesPerMonth } from "./charge";
import { healthCheckCharges } from "./healthCheckCharges";
import { watcherCharges } from "./watcherCharges";

/** Amazon Linux's images ask for this much where the instance does not say: an assumption, since the image is looked up. */
export const rootVolumeGb = 8;

/** S3 publishes four for each rule (User Guide, "Using S3 Replication metrics"), at the price of custom ones. */
const metricsPerReplicationRule = 4;

/** Types that cost nothing themselves. */
const freeTypes: readonly string[] = [
  "aws:ec2/eipAssociation:EipAssociation",
  "aws:ec2/networkInterface:NetworkInterface",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:iam/instanceProfile:InstanceProfile",
  "aws:iam/role:Role",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
  "aws:s3/bucketObjectv2:BucketObjectv2",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sns/topic:Topic",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:ssm/document:Document",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
];

type ChargesOf = (resource: RecordedResource, all: readonly RecordedResource[]) => Charge[];

const charged: Readonly<Record<string, ChargesOf>> = {
  "aws:route53/zone:Zone": (zone) => [fixed(zone, "hosted zone", 1)],
  "aws:route53/record:Record": (record) => [byUse(record, "DNS queries")],
  "aws:route53/healthCheck:HealthCheck": healthCheckCharges,
  "awsx:ec2:Vpc": vpcCharges,
  "aws:ec2/vpcEndpoint:VpcEndpoint": (endpoint) =>
    endpoint.inputs["vpcEndpointType"] === "Gateway" ? [] : [byUse(endpoint, "interface endpoint")],
  "aws:ec2/eip:Eip": (address) => [fixed(address, "public IPv4 address", hoursPerMonth)],
  "aws:ec2/instance:Instance": instanceCharges,
  "aws:cloudwatch/metricAlarm:MetricAlarm": alarmCharges,
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": (alarm) => [fixed(alarm, "composite alarm", 1)],
  "aws:cloudwatch/dashboard:Dashboard": (dashboard) => [fixed(dashboard, "dashboard", 1)],
  "aws:cloudwatch/logGroup:LogGroup": (logs) => [byUse(logs, "log lines")],
  "aws:sns/topicSubscription:TopicSubscription": (subscription) => [byUse(subscription, "mails")],
  "aws:s3/bucket:Bucket": (bucket) => [byUse(bucket, "objects kept"), byUse(bucket, "objects written")],
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": replicationCharges,
  "aws:dynamodb/table:Table": tableCharges,
  // The only function that there is; another one has no plan to read, and is refused.
  "aws:lambda/function:Function": watcherCharges,
  "aws:scheduler/schedule:Schedule": scheduleCharges,
  "aws:sqs/queue:Queue": (queue) => [byUse(queue, "queue requests")],
  "aws:fis/experimentTemplate:ExperimentTemplate": (template) => [byUse(template, "experiment actions")],
};

/** What a resource is charged for; null when its type is not known to be charged for nor to be free. */
export function chargesOf(resource: RecordedResource, all: readonly RecordedResource[]): Charge[] | null {
  if (freeTypes.includes(resource.type)) return [];
  return charged[resource.type]?.(resource, all) ?? null;
}

/** A charge that is the same each month. */
export function fixed({ region }: RecordedResource, what: string, quantity: number): Charge {
  return { what, region: region ?? "", quantity };
}

function byUse({ region }: RecordedResource, what: string): Charge {
  return { what, region: region ?? "", quantity: null };
}

/** A VPC is free, and so is all that it has but its gateways for private subnets. */
function vpcCharges(vpc: RecordedResource): Charge[] {
  const { strategy } = vpc.inputs["natGateways"] as { strategy: string };
  return strategy === "None" ? [] : [fixed(vpc, "NAT gateway", 1)];
}

function instanceCharges(instance: RecordedResource): Charge[] {
  const { instanceType, rootBlockDevice } = instance.inputs as {
    instanceType: string;
    rootBlockDevice: { volumeType: string; volumeSize?: number };
  };
  return [
    fixed(instance, `instance ${instanceType}`, hoursPerMonth),
    fixed(instance, `volume ${rootBlockDevice.volumeType}`, rootBlockDevice.volumeSize ?? rootVolumeGb),
    byUse(instance, "CPU credits beyond the baseline"),
    byUse(instance, "traffic to the internet"),
  ];
}

/** An alarm costs by the metrics that it looks at. */
function alarmCharges(alarm: RecordedResource): Charge[] {
  const queries = (alarm.inputs["metricQueries"] ?? []) as readonly { metric?: object }[];
  return [fixed(alarm, "alarm", Math.max(1, queries.filter(({ metric }) => metric !== undefined).length))];
}

function replicationCharges(replication: RecordedResource): Charge[] {
  const rules = replication.inputs["rules"] as readonly {
    destination: { replicationTime?: { status: string } };
  }[];
  const timeControlled = rules.some(({ destination }) => destination.replicationTime?.status === "Enabled");
  return [
    fixed(replication, "custom metric", rules.length * metricsPerReplicationRule),
    byUse(replication, "objects carried to the other region"),
    ...(timeControlled ? [byUse(replication, "Replication Time Control")] : []),
  ];
}

/** A replica is charged for like a table, in its own region. */
function tableCharges(table: RecordedResource): Charge[] {
  const replicas = table.inputs["replicas"] as readonly { regionName: string }[];
  const regions = [table.region ?? "", ...replicas.map(({ regionName }) => regionName)];
  const kinds = [
    ...["items written", "items replicated", "items read"],
    ...["items kept", "point-in-time recovery"],
  ];
  return regions.flatMap((region) => kinds.map((what) => ({ what, region, quantity: null })));
}

/** A schedule by the minute calls its target that often; one by the calendar so rarely that it is left to use. */
function scheduleCharges(schedule: RecordedResource): Charge[] {
  const { scheduleExpression, target } = schedule.inputs as {
    scheduleExpression: string;
    target: { arn: string };
  };
  const minutes = /^rate\((\d+) minutes?\)$/.exec(scheduleExpression)?.[1];
  const quantity = minutes === undefined ? null : minutesPerMonth / Number(minutes);
  const call = { region: schedule.region ?? "", quantity };
  return [
    { what: "calls by the scheduler", ...call },
    ...(target.arn.startsWith("arn:aws:lambda:") ? [{ what: "calls of functions", ...call }] : []),
  ];
}
