import { promises as dns } from "node:dns";
import type { Resolution } from "../../../rehearsal/dns/resolver";
import type { DnsServer } from "./ports";

/** A lost datagram is sent again, and a dead server is given up before many rounds are missed. */
const patience = { timeout: 1_500, tries: 2 };

/**
 * Asks one name server or resolver for the IPv4 addresses of a name: with a new channel, which has nothing cached. What
 * goes wrong is an answer without addresses, its rcode that of node:dns (`ETIMEOUT`, `ENOTFOUND`, `ESERVFAIL`).
 */
export async function askDns({ addresses }: DnsServer, name: string): Promise<Resolution> {
  const resolver = new dns.Resolver(patience);
  try {
    if (addresses.length > 0) resolver.setServers(addresses);
    const records = await resolver.resolve4(name.replace(/\.$/, ""), { ttl: true });
    return {
      rcode: "NOERROR",
      addresses: records.map(({ address }) => address).sort(),
      wireTtlSeconds: Math.min(...records.map(({ ttl }) => ttl)),
    };
  } catch (error) {
    const rcode = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return { rcode, addresses: [], wireTtlSeconds: null };
  }
}

/** The addresses of a name server that is known by its name, as the machine's own resolvers tell. Rejects when there are none. */
export async function nameServerAt(name: string): Promise<DnsServer> {
  const { rcode, addresses } = await askDns({ label: "this machine's resolver", addresses: [] }, name);
  if (addresses.length === 0) throw new Error(`The name server ${name} has no address: ${rcode}.`);
  return { label: name.replace(/\.$/, ""), addresses };
}

/** The name servers that the machine's own resolvers, or the given ones, find for a zone. Rejects where they find none. */
export async function delegationOf(zoneName: string, { addresses }: DnsServer): Promise<string[]> {
  const resolver = new dns.Resolver(patience);
  if (addresses.length > 0) resolver.setServers(addresses);
  return resolver.resolveNs(zoneName.replace(/\.$/, ""));
}
