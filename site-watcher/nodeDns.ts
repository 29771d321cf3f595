import { promises as dns } from "node:dns";

/** The port that follows an address, as in `192.0.2.53:5353`; without one it is 53. */
const address = /^[\d.]+(:\d+)?$/;

/** A lost datagram is sent again, long before the call has taken too long. */
const patience = { timeout: 1_500, tries: 2 };

/**
 * The IPv4 addresses that one name server, given by name or by address, has for a name at this very moment: asked
 * directly, so no cache is in between. Rejects when it does not answer, has none, or when the signal aborts.
 */
export async function askNameServer(
  nameServer: string,
  name: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const server = address.test(nameServer) ? nameServer : await addressOf(nameServer, signal);
  return asked(server, name, signal);
}

async function addressOf(nameServer: string, signal: AbortSignal): Promise<string> {
  const [first] = await asked(null, nameServer, signal);
  if (first === undefined) throw new Error(`${nameServer} has no address`);
  return first;
}

/** Asks a server, or the machine's own resolver. */
async function asked(server: string | null, name: string, signal: AbortSignal): Promise<string[]> {
  signal.throwIfAborted();
  const resolver = new dns.Resolver(patience);
  if (server !== null) resolver.setServers([server]);
  const cancel = () => {
    resolver.cancel();
  };
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return await resolver.resolve4(name);
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
