import type { HealthCheckConfig, HostedZone, ResourceRecordSet } from "@aws-sdk/client-route-53";
import type { AwsClients } from "../../../drill/aws/clients";
import type { StackTopology } from "../../../recording/topology";
import type { HealthCheck } from "../../../route53/types";

/** A zone in Route 53, and the stack's own part of it by the ids that Route 53 gave. */
export interface DeployedZone {
  readonly nameServers: readonly string[];
  readonly topology: StackTopology;
}

/** Puts a recorded stack's health checks, zone and record sets into Route 53. */
export async function deployZone(clients: AwsClients, recorded: StackTopology): Promise<DeployedZone> {
  const { sdk, client } = clients.route53();
  const ids = new Map<string, string>();
  // A calculated check names its children.
  const ofOthers = (check: HealthCheck) => Number(check.HealthCheckConfig.Type === "CALCULATED");
  for (const check of recorded.healthChecks.toSorted((a, b) => ofOthers(a) - ofOthers(b))) {
    const { HealthCheckConfig: config } = renamed(check, ids);
    const made = await client.send(
      new sdk.CreateHealthCheckCommand({
        CallerReference: check.Id,
        // The rules' own types are the API's, read-only.
        HealthCheckConfig: config as unknown as HealthCheckConfig,
      }),
    );
    ids.set(check.Id, made.HealthCheck?.Id ?? "");
  }
  const { HostedZone: zone, DelegationSet: delegation } = await client.send(
    new sdk.CreateHostedZoneCommand({ Name: recorded.zone.name, CallerReference: recorded.zone.id }),
  );
  ids.set(recorded.zone.id, bareZoneId(zone));
  const nameServers = delegation?.NameServers ?? [];
  const stack = renamed(recorded, ids);
  const recordSets = [...apexSets(stack.zone.name, nameServers), ...stack.zone.recordSets];
  const changes = recordSets.map((set) => ({
    Action: "UPSERT" as const,
    ResourceRecordSet: set as unknown as ResourceRecordSet,
  }));
  await client.send(
    new sdk.ChangeResourceRecordSetsCommand({
      HostedZoneId: stack.zone.id,
      ChangeBatch: { Changes: changes },
    }),
  );
  return { nameServers, topology: { ...stack, zone: { ...stack.zone, recordSets } } };
}

/**
 * What Route 53 makes for every zone, and what moto makes otherwise (developer guide, "NS and SOA records that Amazon
 * Route 53 creates for a public hosted zone").
 */
function apexSets(name: string, nameServers: readonly string[]): StackTopology["zone"]["recordSets"] {
  const soa = `${nameServers[0]}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400`;
  const servers = nameServers.map((server) => ({ Value: `${server}.` }));
  return [
    { Name: name, Type: "NS", TTL: 172_800, ResourceRecords: servers },
    { Name: name, Type: "SOA", TTL: 900, ResourceRecords: [{ Value: soa }] },
  ];
}

function bareZoneId(zone: HostedZone | undefined): string {
  return zone?.Id?.replace("/hostedzone/", "") ?? "";
}

/** The same with other ids wherever they stand. */
function renamed<T>(value: T, ids: ReadonlyMap<string, string>): T {
  const text = [...ids].reduce((before, [from, to]) => before.replaceAll(from, to), JSON.stringify(value));
  return JSON.parse(text) as T;
}
