import { attempts } from "../../../site-watcher/attempts";
import type { AwsSite, AwsTopology } from "../topology";
import { callLimitMs } from "./look";
import type { Status } from "./status";
import type { SightWorld } from "./world";

/** One site, as its health page shows it. */
export type SiteSight = Status["sites"][number];

/**
 * Fetches a site's health page at its address, with the failover name as Host, as Route 53's checkers do. What does not
 * answer is unhealthy, whosever fault it is.
 */
export async function siteSight(
  { role, region, publicIp }: AwsSite,
  { record, healthCheck }: Pick<AwsTopology, "record" | "healthCheck">,
  { fetchPage, reach }: Pick<SightWorld, "fetchPage" | "reach">,
  signal: AbortSignal,
): Promise<SiteSight> {
  const { port, path, searchString } = healthCheck;
  const { attempt, failures } = attempts(callLimitMs);
  const request = {
    url: `http://${record.name}:${port}${path}`,
    connectTo: reach.standIn(publicIp, port) ?? { address: publicIp, port },
  };
  const page = await attempt("no answer", (limit) => fetchPage(request, AbortSignal.any([signal, limit])));
  const problem = page === null ? (failures[0] ?? "no answer") : pageProblem(page, searchString);
  const stated = /\bsite=(primary|backup)\b/.exec(page?.body ?? "")?.[1];
  return {
    role,
    region,
    publicIp,
    isHealthy: problem === null,
    httpStatus: page?.status ?? null,
    statesRole: (stated as AwsSite["role"] | undefined) ?? null,
    contentVersion: /\bcontent=(\S+)/.exec(page?.body ?? "")?.[1] ?? null,
    problem,
  };
}

/** Anything but 2xx is unhealthy, as for the shop's own check; Route 53 alone would take a redirect. */
function pageProblem(
  { status, body }: { readonly status: number; readonly body: string },
  searchString: string,
): string | null {
  if (status < 200 || status > 299) return `status ${status}`;
  return body.includes(searchString) ? null : `status ${status}, but no "${searchString}" in the page`;
}
