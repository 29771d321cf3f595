import type { SiteRole } from "../../../recording/topology";
import { probeLimits } from "../../../route53/probe";
import type { ObserverOptions } from "./ports";

/** A site as its health page shows it at the site's own address. */
export interface SitePage {
  readonly isHealthy: boolean;
  /** The status, or why there is none or the page does not count. */
  readonly reason: string;
  /** The version of the content that it serves; null when it does not say. */
  readonly contentVersion: string | null;
}

/** What a look at a page takes. */
export type PageOptions = Pick<ObserverOptions, "topology" | "routes" | "clock" | "signal"> & {
  readonly sights: Pick<ObserverOptions["sights"], "fetchPage">;
};

/**
 * Asks for a site's health page as Route 53's checkers do: at its address, with the failover name as Host, and for as
 * long as they wait for a connection. Anything but 2xx with the search string is unhealthy. Never rejects.
 */
export async function lookAtSite(role: SiteRole, options: PageOptions): Promise<SitePage> {
  const { topology, routes, clock, sights } = options;
  const { port, path, searchString } = topology.healthCheck;
  const publicIp = topology.sites.find((site) => site.role === role)?.publicIp ?? "";
  const url = `http://${topology.record.name.replace(/\.$/, "")}:${port}${path}`;
  const over = new AbortController();
  const ended = AbortSignal.any([options.signal, over.signal]);
  const limit = clock.sleep(limitSeconds, ended).then(
    () => unhealthy(`no answer within ${limitSeconds} s`),
    () => unhealthy("cut off"),
  );
  const page = sights
    .fetchPage({ url, connectTo: routes(publicIp, port) }, ended)
    .then(({ status, body }) => judged(status, body, searchString), failed);
  try {
    return await Promise.race([page, limit]);
  } finally {
    over.abort();
  }
}

const limitSeconds = probeLimits.connectSeconds;

function judged(status: number, body: string, searchString: string): SitePage {
  if (status < 200 || status > 299) return unhealthy(`HTTP ${status}`);
  if (!body.includes(searchString)) return unhealthy(`HTTP ${status} without "${searchString}"`);
  const contentVersion = /\bcontent=(\S+)/.exec(body)?.[1] ?? null;
  return { isHealthy: true, reason: `HTTP ${status}`, contentVersion };
}

function failed(error: unknown): SitePage {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return unhealthy(reasons[code] ?? (error instanceof Error ? error.message : String(error)));
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset",
  EHOSTUNREACH: "host unreachable",
  ETIMEDOUT: `no answer within ${limitSeconds} s`,
};

function unhealthy(reason: string): SitePage {
  return { isHealthy: false, reason, contentVersion: null };
}
