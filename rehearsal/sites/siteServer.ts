/** Serves a site's pages as its nginx would: the part of a site that runs in the child process. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { acceptBacklog } from "./acceptQueue";
import { newConduct, type Misbehavior } from "./misbehavior";
import type { SitePage } from "./pages";

/** What a site process is told to serve, and where. */
export interface SitePlan {
  readonly address: string;
  /** For each open port of the public address, the loopback port that stands for it; 0 lets the system choose. */
  readonly ports: readonly (readonly [openPort: number, port: number])[];
  /** Sent with every response. */
  readonly headers: Readonly<Record<string, string>>;
  readonly pages: readonly SitePage[];
}

/** Where the site listens, in the form of SitePlan.ports. */
export type SitePorts = SitePlan["ports"];

/** A site that listens on all its ports. */
export interface ServedSite {
  readonly ports: SitePorts;
  /** Serves wrongly from the next request on; null is to serve well again. */
  misbehave(misbehavior: Misbehavior | null): void;
  /** Serves these pages from the next request on, and no others. */
  show(pages: readonly SitePage[]): void;
  close(): void;
}

// nginx's keepalive_timeout; Node's own 5 s would cut off a slow shopper's connection.
const keepAliveMs = 75_000;

/** Listens on every port of the plan. Rejects when a port is taken or the address cannot be bound. */
export async function serveSite(plan: SitePlan): Promise<ServedSite> {
  const byPath = (pages: readonly SitePage[]) => new Map(pages.map((page) => [page.path, page]));
  let pages = byPath(plan.pages);
  const conduct = newConduct((request, response) => {
    respond(request, response, pages, plan.headers);
  }, plan.headers);
  const servers: Server[] = [];
  const ports: [number, number][] = [];
  for (const [openPort, port] of plan.ports) {
    const server = createServer({ keepAliveTimeout: keepAliveMs }, conduct.listener);
    servers.push(server.listen({ host: plan.address, port, backlog: acceptBacklog }));
    await once(server, "listening");
    ports.push([openPort, (server.address() as AddressInfo).port]);
  }
  const close = (): void => {
    for (const server of servers) server.close().closeAllConnections();
  };
  return {
    ports,
    misbehave: (misbehavior) => {
      conduct.misbehave(misbehavior);
    },
    show: (next) => {
      pages = byPath(next);
    },
    close,
  };
}

function respond(
  request: IncomingMessage,
  response: ServerResponse,
  pages: ReadonlyMap<string, SitePage>,
  headers: SitePlan["headers"],
): void {
  const [path = "/"] = (request.url ?? "/").split("?");
  const page = pages.get(path);
  const isRead = request.method === "GET" || request.method === "HEAD";
  const type = page && isRead ? page.contentType : "text/plain";
  response.writeHead(isRead ? (page ? 200 : 404) : 405, { ...headers, "Content-Type": type });
  response.end(page && isRead ? page.body : undefined);
}
