/** What Route 53 has of the zone: read a few names at a time, because a zone may hold thousands. */
import { canonicalName } from "../../../route53/names";
import type { Zone } from "../../../route53/types";
import { parseZone } from "../../../route53/zone";
import type { AwsClients } from "../clients";
import type { AwsTopology } from "../topology";

/** The record sets of the failover name and of the sites' names. Rejects with what the rules refuse of them. */
export async function zoneOf({ zone, record, sites }: AwsTopology, { route53 }: AwsClients): Promise<Zone> {
  const { sdk, client } = route53();
  const names = [record.name, ...sites.map(({ recordName }) => recordName)];
  const ResourceRecordSets = [];
  for (const name of names) {
    const { ResourceRecordSets: found = [] } = await client.send(
      new sdk.ListResourceRecordSetsCommand({
        HostedZoneId: zone.id,
        StartRecordName: name,
        StartRecordType: record.type,
        MaxItems: setsOfOneName,
      }),
    );
    const isOfName = (set: string | undefined) => canonicalName(set ?? "") === canonicalName(name);
    ResourceRecordSets.push(...found.filter(({ Name, Type }) => isOfName(Name) && Type === record.type));
  }
  return parseZone(JSON.stringify({ HostedZone: { Id: zone.id, Name: zone.name }, ResourceRecordSets }));
}

// A failover name has two, a site's name one.
const setsOfOneName = 4;

/** The name servers that Route 53 has assigned to the zone. */
export async function nameServersOf({ zone }: AwsTopology, { route53 }: AwsClients): Promise<string[]> {
  const { sdk, client } = route53();
  const { DelegationSet } = await client.send(new sdk.GetHostedZoneCommand({ Id: zone.id }));
  return DelegationSet?.NameServers ?? [];
}
