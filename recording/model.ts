import { createHash } from "node:crypto";

/** A resource as the model sees it. */
export interface ModelResource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly isRead: boolean;
}

/** What an AWS account holds before the program runs. */
export interface Account {
  /** Hosted zones by id. Default: any id is the public zone of `example.com`. */
  readonly zones: Readonly<Record<string, { readonly name: string; readonly isPrivate: boolean }>> | null;
  /** Availability zones by region that offer an instance type. */
  readonly offeringZones: (region: string, instanceType: string) => readonly string[];
}

interface Known {
  readonly id: string;
  readonly state: Readonly<Record<string, unknown>>;
}

type Play = (name: string, inputs: Readonly<Record<string, unknown>>) => Known;

const nameServers = [
  "ns-1.awsdns-01.com",
  "ns-2.awsdns-02.net",
  "ns-3.awsdns-03.org",
  "ns-4.awsdns-04.co.uk",
];

/** Each type that the program uses, with the outputs that AWS would add. A type that is not here is an error. */
const plays: Readonly<Record<string, Play>> = {
  "pulumi:providers:aws": (name) => plain(name, "provider"),
  "pulumi:index:Stash": (name, { input }) => ({ id: fakeId("stash", name), state: { output: input } }),
  "website-failover:index:RegionalSite": (name) => plain(name, "component"),
  "website-failover:index:FailoverDns": (name) => plain(name, "component"),
  "website-failover:index:Monitoring": (name) => plain(name, "component"),
  "website-failover:index:DataSync": (name) => plain(name, "component"),
  "website-failover:index:OperatorSwitch": (name) => plain(name, "component"),
  "website-failover:index:SiteWatcher": (name) => plain(name, "component"),
  "website-failover:index:DrillSchedule": (name) => plain(name, "component"),
  "website-failover:index:Operations": (name) => plain(name, "component"),
  "awsx:ec2:Vpc": (name) => ({
    id: "",
    state: {
      vpcId: fakeId("vpc", name),
      publicSubnetIds: [fakeId("subnet", name)],
      routeTables: [{ id: fakeId("rtb", name) }],
    },
  }),
  "aws:ec2/vpcEndpoint:VpcEndpoint": (name) => plain(name, "vpce"),
  "aws:ec2/securityGroup:SecurityGroup": (name, { description }) => {
    checkDescription(description);
    return plain(name, "sg");
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule,
  "aws:ec2/networkInterface:NetworkInterface": (name) => plain(name, "eni"),
  "aws:ec2/eip:Eip": (name) => {
    const id = fakeId("eipalloc", name);
    return { id, state: { allocationId: id, publicIp: fakeAddress(name) } };
  },
  "aws:ec2/eipAssociation:EipAssociation": (name) => plain(name, "eipassoc"),
  "aws:ec2/instance:Instance": (name) => plain(name, "i"),
  "aws:iam/role:Role": (name, { name: given }) => {
    const id = typeof given === "string" ? given : named(name).id;
    return { id, state: { name: id, arn: `arn:aws:iam::123456789012:role/${id}` } };
  },
  "aws:iam/rolePolicy:RolePolicy": named,
  "aws:iam/instanceProfile:InstanceProfile": named,
  "aws:route53/zone:Zone": (name) => {
    const id = `Z${digest(name).slice(0, 20).toUpperCase()}`;
    return { id, state: { zoneId: id, nameServers } };
  },
  "aws:route53/record:Record": (_name, { zoneId, name, type, setIdentifier }) => ({
    id: [zoneId, name, type, setIdentifier].filter((part) => typeof part === "string").join("_"),
    state: { fqdn: name },
  }),
  "aws:route53/healthCheck:HealthCheck": (name) => {
    const hex = digest(name);
    const parts = [
      hex.slice(0, 8),
      hex.slice(8, 12),
      hex.slice(12, 16),
      hex.slice(16, 20),
      hex.slice(20, 32),
    ];
    return { id: parts.join("-"), state: {} };
  },
  "aws:sns/topic:Topic": (_name, inputs) => {
    const arn = arnOf("sns", inputs, String(inputs["name"]));
    return { id: arn, state: { arn } };
  },
  "aws:sns/topicPolicy:TopicPolicy": (_name, { arn }) => ({ id: String(arn), state: {} }),
  "aws:sns/topicSubscription:TopicSubscription": (name, { topic }) => {
    const arn = `${String(topic)}:${fakeId("subscription", name)}`;
    return { id: arn, state: { arn } };
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": (_name, inputs) => alarm(String(inputs["name"]), inputs),
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": (_name, inputs) =>
    alarm(String(inputs["alarmName"]), inputs),
  "aws:cloudwatch/dashboard:Dashboard": (_name, { dashboardName }) => ({
    id: String(dashboardName),
    state: {},
  }),
  "aws:s3/bucket:Bucket": (_name, { bucket }) => ({
    id: String(bucket),
    state: { arn: `arn:aws:s3:::${String(bucket)}` },
  }),
  "aws:cloudtrail/trail:Trail": (_name, { name }) => ({ id: String(name), state: {} }),
  "aws:s3/bucketVersioning:BucketVersioning": partOfBucket,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": partOfBucket,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": partOfBucket,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": partOfBucket,
  "aws:s3/bucketPolicy:BucketPolicy": partOfBucket,
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": partOfBucket,
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": partOfBucket,
  "aws:s3/bucketObjectv2:BucketObjectv2": (_name, { key }) => ({ id: String(key), state: {} }),
  "aws:dynamodb/table:Table": (_name, inputs) => {
    const tableName = String(inputs["name"]);
    return { id: tableName, state: { arn: arnOf("dynamodb", inputs, `table/${tableName}`) } };
  },
  "aws:cloudwatch/logGroup:LogGroup": (_name, inputs) => {
    const logGroupName = String(inputs["name"]);
    return { id: logGroupName, state: { arn: arnOf("logs", inputs, `log-group:${logGroupName}`) } };
  },
  "aws:lambda/function:Function": (_name, inputs) => {
    const functionName = String(inputs["name"]);
    return { id: functionName, state: { arn: arnOf("lambda", inputs, `function:${functionName}`) } };
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": (_name, { functionName }) => ({
    id: String(functionName),
    state: {},
  }),
  "aws:scheduler/schedule:Schedule": (_name, { name }) => ({ id: `default/${String(name)}`, state: {} }),
  "aws:fis/experimentTemplate:ExperimentTemplate": (name) => ({
    id: `EXT${digest(name).slice(0, 17)}`,
    state: {},
  }),
  "aws:ssm/document:Document": (_name, inputs) => {
    const documentName = String(inputs["name"]);
    return { id: documentName, state: { arn: arnOf("ssm", inputs, `document/${documentName}`) } };
  },
  "aws:sqs/queue:Queue": (_name, inputs) => {
    const queueName = String(inputs["name"]);
    const url = `https://sqs.${String(inputs["region"])}.amazonaws.com/123456789012/${queueName}`;
    return { id: url, state: { arn: arnOf("sqs", inputs, queueName) } };
  },
};

/** Plays AWS for one run of the program: synchronous, repeatable, and strict about what it does not know. */
export class AccountModel {
  private readonly account: Account;

  constructor(account: Partial<Account> = {}) {
    this.account = { zones: null, offeringZones: zonesOfRegion, ...account };
  }

  /** @throws Error for a type that the model does not know. */
  stateOf({ type, name, inputs }: ModelResource): Known {
    return this.playOf(type)(name, inputs);
  }

  /** A preview knows the inputs and nothing else. @throws Error for a type that the model does not know. */
  checkType({ type }: ModelResource): Known {
    this.playOf(type);
    return { id: "", state: {} };
  }

  /** @throws Error for a look-up that the model does not know, and as AWS does for a zone that is not there. */
  lookUp(
    token: string,
    inputs: Readonly<Record<string, unknown>>,
    region: string | null,
  ): Record<string, unknown> {
    switch (token) {
      case "aws:route53/getZone:getZone":
        return this.zone(String(inputs["zoneId"]));
      case "aws:ssm/getParameter:getParameter":
        return {
          ...inputs,
          type: "String",
          insecureValue: fakeId("ami", `${region} ${String(inputs["name"])}`),
        };
      case "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings": {
        const [filter] = inputs["filters"] as { values: string[] }[];
        const locations = [...this.account.offeringZones(region ?? "", filter?.values[0] ?? "")];
        return { ...inputs, locations };
      }
      default:
        throw new Error(
          `the recording's model does not know the look-up ${token}: add it to recording/model.ts`,
        );
    }
  }

  private playOf(type: string): Play {
    const play = plays[type];
    if (!play)
      throw new Error(`the recording's model does not know the type ${type}: add it to recording/model.ts`);
    return play;
  }

  private zone(zoneId: string): Record<string, unknown> {
    const { zones } = this.account;
    const found = zones === null ? { name: "example.com", isPrivate: false } : zones[zoneId];
    if (!found) throw new Error(`no matching Route 53 Hosted Zone found for ${zoneId}`);
    return { zoneId, name: found.name, privateZone: found.isPrivate, nameServers };
  }
}

/** us-west-1 gives an account two zones; elsewhere there are at least three. */
function zonesOfRegion(region: string): string[] {
  return (region === "us-west-1" ? ["a", "c"] : ["a", "b", "c"]).map((letter) => region + letter);
}

function plain(name: string, prefix: string): Known {
  return { id: fakeId(prefix, name), state: {} };
}

/** EC2 takes few characters in the descriptions of security groups and their rules (API CreateSecurityGroup). */
function checkDescription(description: unknown): void {
  if (typeof description === "string" && /^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{0,255}$/.test(description))
    return;
  throw new Error(`InvalidParameterValue: invalid security group description ${JSON.stringify(description)}`);
}

function rule(name: string, { description }: Readonly<Record<string, unknown>>): Known {
  checkDescription(description);
  const id = fakeId("sgr", name);
  return { id, state: { securityGroupRuleId: id } };
}

function named(name: string): Known {
  const physicalName = `${name}-${digest(name).slice(0, 7)}`;
  return { id: physicalName, state: { name: physicalName } };
}

/** S3 keeps one of each kind for a bucket, under the bucket's name. */
function partOfBucket(_name: string, { bucket }: Readonly<Record<string, unknown>>): Known {
  return { id: String(bucket), state: {} };
}

function alarm(physicalName: string, inputs: Readonly<Record<string, unknown>>): Known {
  return { id: physicalName, state: { arn: arnOf("cloudwatch", inputs, `alarm:${physicalName}`) } };
}

/** The ARN of a resource that names its own region. */
function arnOf(service: string, { region }: Readonly<Record<string, unknown>>, resource: string): string {
  return `arn:aws:${service}:${String(region)}:123456789012:${resource}`;
}

function fakeId(prefix: string, name: string): string {
  return `${prefix}-${digest(`${prefix} ${name}`).slice(0, 17)}`;
}

/** An address of the blocks that are reserved for documentation (RFC 5737), so that no stranger is ever meant. */
function fakeAddress(name: string): string {
  const bytes = createHash("sha256").update(name).digest();
  const block = ["192.0.2", "198.51.100", "203.0.113"][(bytes[0] ?? 0) % 3] ?? "";
  return `${block}.${1 + ((bytes[1] ?? 0) % 254)}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
