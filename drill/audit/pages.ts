import type { PageEvent, RehearsalEvent } from "../../rehearsal/events";
import type { SiteRole } from "../../recording/topology";

/** What decides where a page can come from: the moments that part them, as `atSeconds`; null for what never came. */
export interface PageMoments {
  /** The resolver was seen to answer with the backup. */
  readonly awaySeconds: number | null;
  /** The primary answered again. */
  readonly restoreSeconds: number | null;
  /** The resolver was seen to answer with the primary again. */
  readonly homeSeconds: number | null;
  /** Whether the primary goes on serving pages during the fault. */
  readonly isPrimaryServing: boolean;
}

/**
 * Every page of the shopper that connects anew must name the site that it can only come from: the primary before the
 * fault, the backup from there to the restore (from the resolver's move on, if the primary goes on serving until then),
 * the primary once the resolver has come home; in between, either. A page that began before such a moment and ended after it may still be the old one. Where the resolver
 * never moved away, nobody was sent to the backup, which is left to the limits.
 * A sentence for each page that breaks this.
 */
export function auditPages(events: readonly RehearsalEvent[], moments: PageMoments): string[] {
  const faultSeconds = events.find(({ event }) => event === "fault")?.atSeconds ?? Infinity;
  const { awaySeconds } = moments;
  const restoreSeconds = moments.restoreSeconds ?? Infinity;
  const homeSeconds = moments.homeSeconds ?? Infinity;
  const expectedSite = (page: PageEvent): SiteRole | "either" => {
    if (page.atSeconds < faultSeconds) return "primary";
    const onlyBackupSeconds = moments.isPrimaryServing ? awaySeconds : faultSeconds;
    const isBroken =
      page.startedAtSeconds >= (onlyBackupSeconds ?? Infinity) && page.atSeconds < restoreSeconds;
    if (isBroken && awaySeconds !== null) return "backup";
    return page.startedAtSeconds >= homeSeconds ? "primary" : "either";
  };
  return events.flatMap((event) => {
    if (event.event !== "page" || event.shopper !== "fresh" || !event.isServed) return [];
    const expected = expectedSite(event);
    if (event.site === expected || (expected === "either" && event.site !== null)) return [];
    const came = event.site === null ? "did not name its site" : `came from the ${event.site}`;
    const due = expected === "either" ? "" : `, not from the ${expected}`;
    return [`The page at ${event.atSeconds.toFixed(1)} s ${came}${due}.`];
  });
}
