/** The sites of a topology, all alive, and the routes to them. */
import type { SiteRole, TopologySite } from "../recording/topology";
import { loopbackAddresses, routesTo, type LoopbackEndpoint, type Routes } from "./loopback";
import { openJournal } from "./sites/journal";
import { startSite, type Site } from "./sites/site";

/** Where a rehearsal is played. */
export interface Stage {
  readonly sites: ReadonlyMap<SiteRole, Site>;
  readonly routes: Routes;
  /** The port of the shop on every site. */
  readonly shopPort: number;
  /** Where each site's shop is served; a site that does not open the shop's port leads to a closed port. */
  readonly siteAddresses: ReadonlyMap<SiteRole, LoopbackEndpoint>;
  /** Gives out a loopback address that nothing else of this rehearsal uses. */
  readonly takeAddress: () => string;
  /** Ends every site, whatever state it is in. */
  close(): Promise<void>;
}

/** Starts the sites. Rejects when one of them does not start; then none is left. */
export async function startStage(topologySites: readonly TopologySite[]): Promise<Stage> {
  const takeAddress = await loopbackAddresses();
  const journal = openJournal();
  const starts = topologySites.map((site) => startSite(site, takeAddress(), journal));
  const close = async (): Promise<void> => {
    for (const start of await Promise.allSettled(starts)) {
      if (start.status === "fulfilled") await start.value.close();
    }
    journal.close();
  };
  try {
    const sites = new Map((await Promise.all(starts)).map((site) => [site.role, site]));
    const routes = await routesTo(sites.values(), takeAddress());
    const shopPort = shopPortOf(topologySites);
    const siteAddresses = new Map(
      Array.from(sites, ([role, site]) => [role, routes(site.publicIp, shopPort)]),
    );
    return { sites, routes, shopPort, siteAddresses, takeAddress, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** HTTP's own port if a site opens it, else the first that one does: what the shop's URL would say. */
function shopPortOf(sites: readonly TopologySite[]): number {
  const openPorts = sites.flatMap((site) => site.openPorts);
  return openPorts.includes(80) ? 80 : (openPorts[0] ?? 80);
}
