import type { HealthCheckConfig } from "@aws-sdk/client-route-53";
import type { AwsClients } from "../../../drill/aws/clients";
import { journalKey } from "../../../drill/aws/journal";
import type { AwsSite, AwsTopology } from "../../../drill/aws/topology";

/** All that a drill or an operator may have changed: equal before and after, nothing is left of it. */
export interface AwsState {
  /** By role: `running`, `stopped`, … */
  readonly instances: Readonly<Record<string, string>>;
  /** Every ingress rule of the sites' security groups. */
  readonly ingressRules: readonly IngressRule[];
  /** By id. */
  readonly healthChecks: Readonly<Record<string, HealthCheckConfig | undefined>>;
  /** Names of all schedules, sorted. */
  readonly schedules: readonly string[];
  /** The journal's text; null where there is none. */
  readonly journal: string | null;
  readonly isSwitchOn: boolean;
}

/** A rule that lets somebody in. */
export interface IngressRule {
  readonly id: string | undefined;
  readonly protocol: string | undefined;
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  readonly cidrIpv4: string | undefined;
  readonly description: string | undefined;
}

/** Reads all of it. */
export async function awsState(clients: AwsClients, topology: AwsTopology): Promise<AwsState> {
  const { sites, operatorSwitch } = topology;
  const objectOf = (key: string) => operatorSwitch && readObject(clients, operatorSwitch, key);
  const instances = sites.map(async (site) => [site.role, await instanceState(clients, site)] as const);
  const checkIds = [
    ...sites.map(({ healthCheckId }) => healthCheckId),
    ...(operatorSwitch ? [operatorSwitch.healthCheckId, operatorSwitch.calculatedHealthCheckId] : []),
  ];
  const checks = checkIds.map(async (id) => [id, await healthCheck(clients, id)] as const);
  const schedules = sites.map(({ region }) => scheduleNames(clients, region));
  return {
    instances: Object.fromEntries(await Promise.all(instances)),
    ingressRules: (await Promise.all(sites.map((site) => ingressRules(clients, site)))).flat(),
    healthChecks: Object.fromEntries(await Promise.all(checks)),
    schedules: (await Promise.all(schedules)).flat().sort(),
    journal: await objectOf(journalKey),
    isSwitchOn: (await objectOf(operatorSwitch?.key ?? "")) !== null,
  };
}

/** State of a site's instance, by EC2's name. */
export async function instanceState(
  clients: AwsClients,
  { region, instanceId }: Pick<AwsSite, "region" | "instanceId">,
): Promise<string> {
  const { sdk, client } = clients.ec2(region);
  const described = await client.send(new sdk.DescribeInstancesCommand({ InstanceIds: [instanceId] }));
  return described.Reservations?.[0]?.Instances?.[0]?.State?.Name ?? "";
}

/** Every rule that lets somebody in to a site. */
export async function ingressRules(
  clients: AwsClients,
  { region, securityGroupId }: Pick<AwsSite, "region" | "securityGroupId">,
): Promise<IngressRule[]> {
  const { sdk, client } = clients.ec2(region);
  const group = { Name: "group-id", Values: [securityGroupId] };
  const { SecurityGroupRules: rules = [] } = await client.send(
    new sdk.DescribeSecurityGroupRulesCommand({ Filters: [group] }),
  );
  return rules
    .filter(({ IsEgress: isEgress }) => isEgress === false)
    .map((rule) => ({
      id: rule.SecurityGroupRuleId,
      protocol: rule.IpProtocol,
      fromPort: rule.FromPort,
      toPort: rule.ToPort,
      cidrIpv4: rule.CidrIpv4,
      description: rule.Description,
    }));
}

/** Configuration of a health check. */
export async function healthCheck(clients: AwsClients, id: string): Promise<HealthCheckConfig | undefined> {
  const { sdk, client } = clients.route53();
  const { HealthCheck: check } = await client.send(new sdk.GetHealthCheckCommand({ HealthCheckId: id }));
  return check?.HealthCheckConfig;
}

/** Text of an object; null where there is none. */
export async function readObject(
  clients: AwsClients,
  { region, bucketName }: { readonly region: string; readonly bucketName: string },
  key: string,
): Promise<string | null> {
  const { sdk, client } = clients.s3(region);
  try {
    const { Body: body } = await client.send(new sdk.GetObjectCommand({ Bucket: bucketName, Key: key }));
    return (await body?.transformToString()) ?? "";
  } catch (error) {
    if (error instanceof sdk.NoSuchKey) return null;
    throw error;
  }
}

async function scheduleNames(clients: AwsClients, region: string): Promise<string[]> {
  const { sdk, client } = clients.scheduler(region);
  const { Schedules: schedules = [] } = await client.send(new sdk.ListSchedulesCommand({}));
  return schedules.map(({ Name: name = "" }) => name);
}
