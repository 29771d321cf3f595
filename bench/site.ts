import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A site on 127.0.0.1 that is well until it is closed. */
export interface BenchSite {
  readonly port: number;
  close(): void;
}

/** Starts a site on a port of the system's choice. */
export async function startSite(): Promise<BenchSite> {
  const server = createServer((_request, response) => {
    response.end("status=ok");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { port: (server.address() as AddressInfo).port, close };
}
