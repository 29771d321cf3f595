import { architectureOf } from "../../../stacks/instanceTypes";
import { dataSyncTypes } from "./dataSyncTypes";
import { drillTypes } from "./drillTypes";
import { addressOf, arnOf, idOf, uuidOf, zoneIdOf } from "./identifiers";
import { monitoringTypes } from "./monitoringTypes";
import { watcherTypes } from "./watcherTypes";

/** The inputs of one resource, as the provider's schema names them. */
export type Inputs = Readonly<Record<string, unknown>>;

/** What a resource's id and outputs are made of. */
export interface Birth {
  /** Different for each resource that was ever made, and the same in each run. */
  readonly seed: string;
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  readonly inputs: Inputs;
}

/** A resource type of the AWS provider, as far as the program uses it. */
export interface ResourceType {
  /** Every input that the program gives; any other is an error. */
  readonly inputs: readonly string[];
  readonly required: readonly string[];
  /** Inputs whose change needs a new resource: `ForceNew` in terraform-provider-aws. */
  readonly replacing: readonly string[];
  /** Inputs whose change needs a new resource or not, by their values: `ForceNewIf`. */
  readonly replacingWhen: (before: Inputs, after: Inputs) => readonly string[];
  /** Inputs whose change AWS applies to a stopped instance only, so the provider stops and starts it. */
  readonly stopping: readonly string[];
  /** Without it the site cannot be reached: its deletion is an outage. */
  readonly carriesTraffic: boolean;
  readonly born: (birth: Birth) => { readonly id: string; readonly outputs: Inputs };
}

/** A type with what most types have left out. */
export type GivenType = Pick<ResourceType, "inputs" | "born"> & Partial<ResourceType>;

/** The types in use. A type that is not here is an error. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  ...Object.fromEntries(
    Object.entries({ ...monitoringTypes, ...dataSyncTypes, ...watcherTypes, ...drillTypes }).map(
      ([name, given]) => [name, type(given)],
    ),
  ),
  "aws:ec2/vpc:Vpc": type({
    inputs: ["cidrBlock", "enableDnsHostnames", "enableDnsSupport", "tags"],
    replacing: ["cidrBlock"],
    born: ec2("vpc", "vpc"),
  }),
  "aws:ec2/subnet:Subnet": type({
    inputs: ["vpcId", "cidrBlock", "availabilityZone", "mapPublicIpOnLaunch", "tags"],
    required: ["vpcId", "cidrBlock"],
    replacing: ["vpcId", "cidrBlock", "availabilityZone"],
    carriesTraffic: true,
    born: ec2("subnet", "subnet"),
  }),
  "aws:ec2/internetGateway:InternetGateway": type({
    inputs: ["vpcId", "tags"],
    stopping: ["vpcId"],
    carriesTraffic: true,
    born: ec2("igw", "internet-gateway"),
  }),
  "aws:ec2/routeTable:RouteTable": type({
    inputs: ["vpcId", "tags"],
    required: ["vpcId"],
    replacing: ["vpcId"],
    carriesTraffic: true,
    born: ec2("rtb", "route-table"),
  }),
  "aws:ec2/route:Route": type({
    inputs: ["routeTableId", "destinationCidrBlock", "gatewayId"],
    required: ["routeTableId"],
    replacing: ["routeTableId", "destinationCidrBlock"],
    carriesTraffic: true,
    born: ({ seed }) => ({ id: idOf("r-rtb", seed), outputs: { state: "active" } }),
  }),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": type({
    inputs: ["routeTableId", "subnetId"],
    required: ["routeTableId"],
    replacing: ["subnetId"],
    carriesTraffic: true,
    born: ({ seed }) => ({ id: idOf("rtbassoc", seed), outputs: {} }),
  }),
  "aws:ec2/vpcEndpoint:VpcEndpoint": type({
    inputs: ["vpcId", "serviceName", "vpcEndpointType", "routeTableIds", "tags"],
    required: ["vpcId"],
    replacing: ["vpcId", "serviceName", "vpcEndpointType"],
    born: ec2("vpce", "vpc-endpoint"),
  }),
  "aws:ec2/securityGroup:SecurityGroup": type({
    inputs: ["vpcId", "description", "tags"],
    replacing: ["vpcId", "description"],
    born: ec2("sg", "security-group"),
  }),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRule(true),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRule(false),
  "aws:ec2/networkInterface:NetworkInterface": type({
    inputs: ["subnetId", "securityGroups", "tags"],
    required: ["subnetId"],
    replacing: ["subnetId"],
    carriesTraffic: true,
    born: ec2("eni", "network-interface"),
  }),
  "aws:ec2/eip:Eip": type({
    inputs: ["domain", "tags"],
    replacing: ["domain"],
    carriesTraffic: true,
    born: (birth) => {
      const id = idOf("eipalloc", birth.seed);
      const arn = arnOf("ec2", birth, `elastic-ip/${id}`);
      return { id, outputs: { arn, allocationId: id, publicIp: addressOf(birth.seed) } };
    },
  }),
  "aws:ec2/eipAssociation:EipAssociation": type({
    inputs: ["allocationId", "networkInterfaceId"],
    replacing: ["allocationId", "networkInterfaceId"],
    carriesTraffic: true,
    born: ({ seed }) => ({ id: idOf("eipassoc", seed), outputs: {} }),
  }),
  "aws:ec2/instance:Instance": type({
    inputs: [
      ...["ami", "instanceType", "primaryNetworkInterface", "iamInstanceProfile", "metadataOptions"],
      ...["rootBlockDevice", "userData", "tags"],
    ],
    required: ["ami", "instanceType"],
    replacing: ["ami", "primaryNetworkInterface"],
    replacingWhen: ({ instanceType: from }, { instanceType: to }) =>
      architectureOf(String(from)) === architectureOf(String(to)) ? [] : ["instanceType"],
    stopping: ["instanceType", "userData"],
    carriesTraffic: true,
    born: ec2("i", "instance"),
  }),
  "aws:iam/role:Role": type({
    inputs: ["name", "assumeRolePolicy", "description", "maxSessionDuration", "tags"],
    required: ["assumeRolePolicy"],
    replacing: ["name"],
    born: iam("role"),
  }),
  "aws:iam/rolePolicy:RolePolicy": type({
    inputs: ["role", "policy"],
    required: ["role", "policy"],
    replacing: ["role"],
    born: ({ seed, name, inputs }) => ({
      id: `${String(inputs["role"])}:${name}-${idOf("", seed).slice(1, 8)}`,
      outputs: {},
    }),
  }),
  "aws:iam/instanceProfile:InstanceProfile": type({
    inputs: ["role", "tags"],
    born: iam("instance-profile"),
  }),
  "aws:route53/zone:Zone": type({
    inputs: ["name", "comment", "enableAcceleratedRecovery", "forceDestroy", "tags"],
    required: ["name"],
    replacing: ["name"],
    born: ({ seed }) => {
      const id = zoneIdOf(seed);
      const arn = `arn:aws:route53:::hostedzone/${id}`;
      return { id, outputs: { zoneId: id, arn, nameServers: nameServersOf(id) } };
    },
  }),
  "aws:route53/record:Record": type({
    inputs: [
      ...["zoneId", "name", "type", "ttl", "records", "setIdentifier", "failoverRoutingPolicies", "aliases"],
      "healthCheckId",
    ],
    required: ["zoneId", "name", "type"],
    replacing: ["zoneId", "name"],
    born: ({ inputs: { zoneId, name, type: recordType, setIdentifier } }) => ({
      id: [zoneId, name, recordType, setIdentifier].filter((part) => typeof part === "string").join("_"),
      outputs: { fqdn: name },
    }),
  }),
  "aws:route53/healthCheck:HealthCheck": type({
    inputs: [
      ...["type", "ipAddress", "fqdn", "port", "resourcePath", "searchString", "requestInterval"],
      ...["failureThreshold", "regions", "measureLatency", "invertHealthcheck", "disabled", "tags"],
      ...["enableSni", "childHealthchecks", "childHealthThreshold"],
    ],
    required: ["type"],
    replacing: ["type", "requestInterval", "measureLatency"],
    born: ({ seed }) => {
      const id = uuidOf(seed);
      return { id, outputs: { arn: `arn:aws:route53:::healthcheck/${id}` } };
    },
  }),
};

/** The name servers of a zone: each zone has its own. */
export function nameServersOf(zoneId: string): string[] {
  const first = addressOf(zoneId).split(".").at(-1) ?? "";
  return ["com", "net", "org", "co.uk"].map(
    (domain, index) => `ns-${first}${index}.awsdns-0${index}.${domain}`,
  );
}

function type(given: GivenType): ResourceType {
  const byDefault = { required: [], replacing: [], replacingWhen: () => [], stopping: [] };
  return { ...byDefault, carriesTraffic: false, ...given };
}

function securityGroupRule(carriesTraffic: boolean): ResourceType {
  return type({
    inputs: ["securityGroupId", "cidrIpv4", "ipProtocol", "fromPort", "toPort", "description", "tags"],
    required: ["securityGroupId", "ipProtocol"],
    replacing: ["securityGroupId"],
    carriesTraffic,
    born: (birth) => {
      const id = idOf("sgr", birth.seed);
      const arn = arnOf("ec2", birth, `security-group-rule/${id}`);
      return { id, outputs: { arn, securityGroupRuleId: id } };
    },
  });
}

function ec2(prefix: string, kind: string): ResourceType["born"] {
  return (birth) => {
    const id = idOf(prefix, birth.seed);
    return { id, outputs: { arn: arnOf("ec2", birth, `${kind}/${id}`) } };
  };
}

function iam(kind: string): ResourceType["born"] {
  return ({ seed, name, accountId, inputs: { name: given } }) => {
    const physicalName = typeof given === "string" ? given : `${name}-${idOf("", seed).slice(1, 8)}`;
    const arn = `arn:aws:iam::${accountId}:${kind}/${physicalName}`;
    return { id: physicalName, outputs: { arn, name: physicalName } };
  };
}
