import type { AwsTopology } from "../topology";
import type { Look } from "./look";
import type { Status } from "./status";
import type { SightWorld } from "./world";

/** What one server answers for the failover name. */
export type AnswerSight = Status["answers"][number];

/** Asks each of the zone's name servers directly, and each resolver. */
export async function answerSights(
  topology: AwsTopology,
  world: Pick<SightWorld, "askNameServer" | "askResolver" | "reach">,
  look: Look,
): Promise<AnswerSight[]> {
  const { record } = topology;
  const ofResolvers = world.reach.resolvers.map(async (resolver): Promise<AnswerSight> => {
    const server = resolver === null ? "this machine's resolver" : `resolver ${resolver}`;
    const addresses = await look.see(server, (signal) => world.askResolver(resolver, record.name, signal));
    return { server, isAuthoritative: false, ...meaningOf(addresses, topology) };
  });
  return [...(await nameServerSights(topology, world, look)), ...(await Promise.all(ofResolvers))];
}

/** Asks each of the zone's name servers directly, so no cache is in between. */
export async function nameServerSights(
  topology: AwsTopology,
  { askNameServer, reach }: Pick<SightWorld, "askNameServer" | "reach">,
  { see }: Look,
): Promise<AnswerSight[]> {
  const { record, zone } = topology;
  return Promise.all(
    (reach.nameServers ?? zone.nameServers).map(async (nameServer) => {
      const server = `name server ${nameServer}`;
      const addresses = await see(server, (signal) => askNameServer(nameServer, record.name, signal));
      return { server, isAuthoritative: true, ...meaningOf(addresses, topology) };
    }),
  );
}

function meaningOf(
  addresses: readonly string[] | null,
  { sites }: AwsTopology,
): Pick<AnswerSight, "addresses" | "site"> {
  if (addresses === null) return { addresses, site: null };
  const only = addresses.length === 1 ? addresses[0] : undefined;
  return { addresses: [...addresses], site: sites.find(({ publicIp }) => publicIp === only)?.role ?? null };
}
