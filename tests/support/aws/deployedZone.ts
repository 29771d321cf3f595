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
  const topology = renamed(recorded, ids);
  await client.send(
    new sdk.ChangeResourceRecordSetsCommand({
      HostedZoneId: topology.zone.id,
      ChangeBatch: {
        Changes: topology.zone.recordSets.map((set) => ({
          Action: "CREATE",
          ResourceRecordSet: set as unknown as ResourceRecordSet,
        })),
      },
    }),
  );
  return { nameServers: delegation?.NameServers ?? [], topology };
}

function bareZoneId(zone: HostedZone | undefined): string {
  return zone?.Id?.replace("/hostedzone/", "") ?? "";
}

/** The same with other ids wherever they stand. */
function renamed<T>(value: T, ids: ReadonlyMap<string, string>): T {
  const text = [...ids].reduce((before, [from, to]) => before.replaceAll(from, to), JSON.stringify(value));
  return JSON.parse(text) as T;
}
