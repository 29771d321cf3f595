import { refusals } from "../route53/refusals";
import type { FailoverBudget } from "../route53/timing";
import type { HealthCheck, HealthCheckConfig, RecordType, ResourceRecordSet, Zone } from "../route53/types";
import { ZoneError } from "../route53/zoneError";
import type { RecordedResource, Recording } from "./recording";
import { stackWatcher } from "./stackWatcher";
import type { StackTopology, TopologySite, TopologySwitch } from "./topology";

/**
 * What a recorded stack amounts to: the zone, the checks and the sites, read from the resources that the program
 * registered and nothing else. Only the promised budget comes from the stack's outputs.
 *
 * @throws Error when the run failed, or when the resources do not add up to a failover pair; ZoneError when the API would
 * refuse their record sets.
 */
export function stackTopology(recording: Recording): StackTopology {
  if (recording.errors.length > 0) throw new Error(recording.errors.join("\n"));
  const of = (type: string) => recording.resources.filter((resource) => resource.type === type);
  const records = of("aws:route53/record:Record");
  const recordSets = records.map((record) => recordSet(record.inputs));
  const primaryRecord = recordSets.find((set) => set.Failover === "PRIMARY");
  if (!primaryRecord)
    throw new Error(`stack ${recording.stack} has no PRIMARY record: there is no failover to rehearse`);
  const healthChecks = of("aws:route53/healthCheck:HealthCheck").map(healthCheck);
  return {
    stack: recording.stack,
    zone: acceptedZone({ id: zoneIdOf(records), name: zoneNameOf(recording), recordSets }),
    healthChecks,
    sites: of("aws:ec2/instance:Instance").map((instance) => site(recording, instance)),
    record: { name: primaryRecord.Name, type: primaryRecord.Type },
    budget: recording.outputs["failoverBudget"] as FailoverBudget,
    operatorSwitch: operatorSwitch(recording, healthChecks, recordSets),
    siteWatcher: stackWatcher(recording),
  };
}

/** The switch is the inverted child of a CALCULATED check that a record set goes by: the PRIMARY, if the wiring is whole. */
function operatorSwitch(
  { resources }: Recording,
  checks: readonly HealthCheck[],
  recordSets: readonly ResourceRecordSet[],
): TopologySwitch | null {
  const idsInUse = recordSets.map(({ HealthCheckId: id }) => id);
  const calculated = checks.find(
    ({ Id: id, HealthCheckConfig: config }) => idsInUse.includes(id) && config.Type === "CALCULATED",
  );
  const children = calculated?.HealthCheckConfig.ChildHealthChecks ?? [];
  const inverted = checks.find(
    ({ Id: id, HealthCheckConfig: config }) => children.includes(id) && config.Inverted === true,
  );
  if (!calculated || !inverted) return null;
  const resource = resources.find(({ id }) => id === calculated.Id);
  return {
    healthCheckId: inverted.Id,
    calculatedHealthCheckId: calculated.Id,
    isAwaited: resource?.otherOptions.includes("hooks") ?? false,
  };
}

/** A zone that AWS would not take has no failover to show, whatever a rehearsal made of it. */
function acceptedZone(zone: Zone): Zone {
  const problems = refusals(zone);
  if (problems.length > 0) throw new ZoneError(problems);
  return zone;
}

function zoneIdOf(records: readonly RecordedResource[]): string {
  const ids = [...new Set(records.map(({ inputs }) => String(inputs["zoneId"])))];
  const [id = ""] = ids;
  if (ids.length > 1)
    throw new Error(`the records lie in ${ids.length} zones, ${ids.join(" and ")}: a failover needs one`);
  return id;
}

/** The zone's name as AWS has it: the zone that the program makes, or the one that it looked up. */
function zoneNameOf({ resources, lookUps }: Recording): string {
  const made = resources.find(({ type }) => type === "aws:route53/zone:Zone");
  const found = lookUps.find(({ token }) => token === "aws:route53/getZone:getZone");
  return absolute(String(made?.inputs["name"] ?? found?.result["name"]));
}

/** An `aws.route53.Record` as the API stores it. */
export function recordSet(inputs: RecordedResource["inputs"]): ResourceRecordSet {
  const { name, type, ttl, records, setIdentifier, healthCheckId, failoverRoutingPolicies, aliases } =
    inputs as {
      name: string;
      type: RecordType;
      ttl?: number;
      records?: string[];
      setIdentifier?: string;
      healthCheckId?: string;
      failoverRoutingPolicies?: { type: "PRIMARY" | "SECONDARY" }[];
      aliases?: { name: string; zoneId: string; evaluateTargetHealth: boolean }[];
    };
  const [alias] = aliases ?? [];
  const [policy] = failoverRoutingPolicies ?? [];
  return {
    Name: absolute(name),
    Type: type,
    ...(setIdentifier !== undefined && { SetIdentifier: setIdentifier }),
    ...(policy && { Failover: policy.type }),
    ...(ttl !== undefined && { TTL: ttl }),
    ...(records && { ResourceRecords: records.map((Value) => ({ Value })) }),
    ...(alias && {
      AliasTarget: {
        HostedZoneId: alias.zoneId,
        DNSName: absolute(alias.name),
        EvaluateTargetHealth: alias.evaluateTargetHealth,
      },
    }),
    ...(healthCheckId !== undefined && { HealthCheckId: healthCheckId }),
  };
}

/** How the provider's names for a check's settings read in the API. */
const configKeys: Readonly<Record<string, keyof HealthCheckConfig>> = {
  type: "Type",
  ipAddress: "IPAddress",
  fqdn: "FullyQualifiedDomainName",
  port: "Port",
  resourcePath: "ResourcePath",
  searchString: "SearchString",
  requestInterval: "RequestInterval",
  failureThreshold: "FailureThreshold",
  regions: "Regions",
  measureLatency: "MeasureLatency",
  invertHealthcheck: "Inverted",
  disabled: "Disabled",
  enableSni: "EnableSNI",
  childHealthchecks: "ChildHealthChecks",
  childHealthThreshold: "HealthThreshold",
};

function healthCheck({ id, name, inputs }: RecordedResource): HealthCheck {
  const entries = Object.entries(inputs).filter(([key]) => key !== "tags");
  const config = entries.map(([key, value]) => {
    const apiKey = configKeys[key];
    if (!apiKey)
      throw new Error(
        `health check ${name}: the setting ${key} is not modelled in recording/stackTopology.ts`,
      );
    return [apiKey, value] as const;
  });
  return { Id: id ?? name, HealthCheckConfig: Object.fromEntries(config) as unknown as HealthCheckConfig };
}

/** A site: the instance, and what leads to it: its interface, the address on that, the rule that lets users in. */
function site(recording: Recording, instance: RecordedResource): TopologySite {
  const of = (type: string) => recording.resources.filter((resource) => resource.type === type);
  const wrong = (what: string) => new Error(`instance ${instance.name}: ${what}`);
  const parent = recording.resources.find(({ urn }) => urn === instance.parent);
  if (parent?.name !== "primary" && parent?.name !== "backup") throw wrong("belongs to neither site");

  const attachment = instance.inputs["primaryNetworkInterface"] as { networkInterfaceId: string };
  const networkInterface = of("aws:ec2/networkInterface:NetworkInterface").find(
    ({ id }) => id === attachment.networkInterfaceId,
  );
  const association = of("aws:ec2/eipAssociation:EipAssociation").find(
    ({ inputs }) => inputs["networkInterfaceId"] === networkInterface?.id,
  );
  const address = of("aws:ec2/eip:Eip").find(({ id }) => id === association?.inputs["allocationId"]);
  if (!networkInterface || !address) throw wrong("has no Elastic IP on its interface");

  const groups = networkInterface.inputs["securityGroups"] as string[];
  const rules = of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").filter(
    ({ inputs }) => groups.includes(String(inputs["securityGroupId"])) && inputs["cidrIpv4"] === "0.0.0.0/0",
  );
  return {
    role: parent.name,
    region: instance.region ?? "",
    publicIp: String(address.state["publicIp"]),
    openPorts: rules.map((rule) => portOf(rule)),
    serves: servedBy(recording),
  };
}

function portOf({ name, inputs: { ipProtocol, fromPort, toPort } }: RecordedResource): number {
  if (ipProtocol === "tcp" && fromPort === toPort) return Number(fromPort);
  throw new Error(`ingress rule ${name}: only a rule for one TCP port can be rehearsed`);
}

/** A site that the stack brings along cannot be run here; its health page is what the settings say it is. */
function servedBy({ project, config }: Recording): TopologySite["serves"] {
  const read = (key: string) =>
    JSON.parse(config[`${project}:${key}`] ?? "{}") as {
      userDataFile?: string;
      path?: string;
      searchString?: string;
    };
  const [own, check] = [read("site"), read("healthCheck")];
  if (own.userDataFile === undefined) return { kind: "shop" };
  return {
    kind: "own",
    path: own.path ?? check.path ?? "",
    searchString: own.searchString ?? check.searchString ?? "",
  };
}

function absolute(name: string): string {
  return name.endsWith(".") ? name.toLowerCase() : `${name.toLowerCase()}.`;
}
