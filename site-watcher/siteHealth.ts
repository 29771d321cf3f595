import type { Attempts } from "./attempts";
import type { SiteRole, WatcherPlan } from "./plan";
import type { Page, WatcherPorts } from "./ports";

/** A site as its health page shows it. */
export interface SiteHealth {
  readonly isHealthy: boolean;
  /** The version of the content that it serves; null when it does not say. */
  readonly contentVersion: string | null;
}

/** Fetches a site's health page by its address, as Route 53's checkers do, with the failover name as Host. */
export async function siteHealth(
  role: SiteRole,
  { recordName, healthPage, publicIps }: WatcherPlan,
  ports: Pick<WatcherPorts, "fetchPage">,
  { attempt }: Attempts,
): Promise<SiteHealth> {
  const { port, path, searchString } = healthPage;
  const request = {
    url: `http://${recordName}:${port}${path}`,
    connectTo: { address: publicIps[role], port },
  };
  const page = await attempt(`health page of the ${role}`, async (signal) =>
    healthyPage(await ports.fetchPage(request, signal), searchString),
  );
  return { isHealthy: page !== null, contentVersion: page && contentVersionIn(page) };
}

/** Anything but 2xx is unhealthy, as for the shop's own check; Route 53 alone would take a redirect. */
function healthyPage({ status, body }: Page, searchString: string): string {
  if (status < 200 || status > 299) throw new Error(`status ${status}`);
  if (!body.includes(searchString)) throw new Error(`no "${searchString}" in it`);
  return body;
}

function contentVersionIn(body: string): string | null {
  return /\bcontent=(\S+)/.exec(body)?.[1] ?? null;
}
