/** Loopback addresses that stand in for public ones, and the map from the public ones to them. */
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

/** Where something listens on this machine. */
export interface LoopbackEndpoint {
  readonly address: string;
  readonly port: number;
}

/** Where a public address and port lead in the rehearsal; what leads nowhere leads to a closed port. */
export type Routes = (publicIp: string, port: number) => LoopbackEndpoint;

/** The same as the checkers of one region have it: a partition parts some regions from what others still reach. */
export type CheckerRoutes = (publicIp: string, port: number, region: string) => LoopbackEndpoint;

/**
 * Gives out addresses of 127.0.0.0/8, a different one at each call, away from 127.0.0.x where others listen.
 * Where the system binds only 127.0.0.1 (macOS), it gives out that one, and ports tell the places apart.
 */
export async function loopbackAddresses(): Promise<() => string> {
  const taken = new Set<string>();
  const draw = (): string => {
    const address = `127.${randomInt(64, 255)}.${randomInt(0, 256)}.${randomInt(1, 255)}`;
    if (taken.has(address)) return draw();
    taken.add(address);
    return address;
  };
  return (await canBind(draw())) ? draw : () => "127.0.0.1";
}

/** The routes to the given sites; every other address and port leads to a port of `address` that is closed. */
export async function routesTo(
  sites: Iterable<{ readonly publicIp: string; readonly ports: ReadonlyMap<number, LoopbackEndpoint> }>,
  address: string,
): Promise<Routes> {
  const closed = { address, port: await closedPort(address) };
  const portsOf = new Map(Array.from(sites, (site) => [site.publicIp, site.ports]));
  return (publicIp, port) => portsOf.get(publicIp)?.get(port) ?? closed;
}

async function canBind(address: string): Promise<boolean> {
  try {
    await closedPort(address);
    return true;
  } catch {
    return false;
  }
}

/** A port that was free a moment ago, chosen by the system: a connection to it is refused. */
async function closedPort(address: string): Promise<number> {
  const server = createServer().listen(0, address);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
