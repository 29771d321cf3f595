/** Breaks sites and brings them back, and says when each has really happened. */
import type { SiteRole } from "../recording/topology";
import type { Clock } from "./clock";
import type { FaultEvent } from "./events";
import { faultNamed, type FaultName } from "./faults";
import type { Fault } from "./faults/fault";
import type { Site } from "./sites/site";
import { untilServed } from "./sites/untilServed";

/** The hand that breaks and mends. */
export interface Breaker {
  /** Resolves, with a "fault" event, once the fault has taken hold. Rejects for a site that is broken already. */
  breakSite(role: SiteRole, fault: FaultName): Promise<void>;
  /** Resolves once every broken site answers again, with a "restore" event for each; nothing broken, nothing done. */
  restore(): Promise<void>;
}

/** What a breaker works with. */
export interface BreakerOptions {
  readonly sites: ReadonlyMap<SiteRole, Site>;
  readonly clock: Clock;
  readonly onEvent: (event: FaultEvent) => void;
}

/** A breaker that has broken nothing yet. */
export function newBreaker({ sites, clock, onEvent }: BreakerOptions): Breaker {
  const broken = new Map<Site, Fault>();
  return {
    breakSite: async (role, name) => {
      const site = sites.get(role);
      if (!site) throw new Error(`There is no ${role} site to break.`);
      const before = broken.get(site);
      if (before) throw new Error(`The ${role} is broken already, by ${before.name}: restore it first.`);
      const fault = faultNamed(name);
      // Noted first: what has only half succeeded must be undone as well.
      broken.set(site, fault);
      await fault.breakSite(site);
      onEvent({ event: "fault", atSeconds: clock.nowSeconds(), fault: name });
    },
    restore: async () => {
      for (const [site, fault] of broken) {
        await fault.restore(site);
        await Promise.all(Array.from(site.ports.values(), untilServed));
        broken.delete(site);
        onEvent({ event: "restore", atSeconds: clock.nowSeconds(), fault: fault.name });
      }
    },
  };
}
