/** One page of the shop, as a shopper's browser gets it. */
import { request as httpRequest, type Agent } from "node:http";
import type { SiteRole } from "../../recording/topology";
import type { Clock } from "../clock";
import { newDeadline } from "../deadline";
import type { LoopbackEndpoint } from "../loopback";

/** How long a shopper waits for a connection, in scenario seconds; and then again for the page. */
export const connectLimitSeconds = 3;

/** What came of one attempt. */
export interface Page {
  readonly isServed: boolean;
  /** The site that the page names in its `X-Site` header. */
  readonly site: SiteRole | null;
  readonly detail: string;
}

/** Where and how to get a page. */
export interface PageOptions {
  readonly to: LoopbackEndpoint;
  /** The name of the shop, for the Host header. */
  readonly host: string;
  /** Keeps the connection for the next page; without one, each page has its own. */
  readonly agent?: Agent;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Gets the shop's front page. Never rejects: whatever goes wrong is a page that was not served. */
export function getPage({ to, host, agent, clock, signal }: PageOptions): Promise<Page> {
  return new Promise((resolve) => {
    const request = httpRequest({
      host: to.address,
      port: to.port,
      headers: { Host: host },
      agent: agent ?? false,
      signal,
    });
    const deadline = newDeadline(clock);
    const end = (page: Page): void => {
      deadline.clear();
      resolve(page);
    };
    const giveUp = (detail: string): void => {
      request.destroy();
      end({ isServed: false, site: null, detail });
    };
    const limit = (what: string): void => {
      deadline.set(connectLimitSeconds, () => {
        giveUp(`no ${what} within ${connectLimitSeconds} s`);
      });
    };
    limit("connection");
    request.on("socket", (socket) => {
      if (socket.connecting)
        socket.on("connect", () => {
          limit("page");
        });
      else limit("page");
    });
    request.on("response", (response) => {
      const page = pageOf(response.statusCode ?? 0, response.headers["x-site"]);
      // The connection is free for the next page only when this one has been read.
      response.resume().on("end", () => {
        end(page);
      });
      response.on("error", (error) => {
        giveUp(error.message);
      });
    });
    request.on("error", (error) => {
      giveUp(error.message);
    });
    request.end();
  });
}

function pageOf(statusCode: number, xSite: string | string[] | undefined): Page {
  const site = xSite === "primary" || xSite === "backup" ? xSite : null;
  return { isServed: statusCode === 200, site, detail: `HTTP ${statusCode}` };
}
