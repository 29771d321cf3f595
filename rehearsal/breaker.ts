/** Breaks sites and brings them back, and says when each has really happened. */
import type { SiteRole } from "../recording/topology";
import type { Clock } from "./clock";
import type { FaultEvent } from "./events";
import { faultNamed } from "./faults";
import type { FaultName } from "./faults/names";
import type { FaultScene } from "./faults/fault";
import type { Site } from "./sites/site";
import { untilServed } from "./sites/untilServed";

/** The hand that breaks and mends. */
export interface Breaker {
  /** Resolves, with one "fault" event, once every site that the fault breaks is broken. Rejects while another fault lasts. */
  inflict(fault: FaultName): Promise<void>;
  /**
   * Resolves, with one "heal" event, once every broken site answers again while the fault still keeps the traffic away;
   * does nothing for a fault that does not.
   */
  heal(): Promise<void>;
  /** Resolves, with one "restore" event, once every broken site answers again; nothing broken, nothing done. */
  restore(): Promise<void>;
}

/** What a breaker works with. */
export interface BreakerOptions extends FaultScene {
  readonly sites: ReadonlyMap<SiteRole, Site>;
  readonly clock: Clock;
  readonly onEvent: (event: FaultEvent) => void;
}

/** A breaker that has broken nothing yet. */
export function newBreaker({ sites, clock, onEvent, ...scene }: BreakerOptions): Breaker {
  let inflicted: ReturnType<typeof faultNamed> | null = null;
  const broken = new Set<Site>();
  return {
    inflict: async (name) => {
      if (inflicted) throw new Error(`There is a fault already, ${inflicted.name}: restore it first.`);
      const fault = faultNamed(name);
      const targets = fault.targets.map((role) => siteOf(sites, role));
      // Noted first: what has only half succeeded must be undone as well.
      inflicted = fault;
      for (const site of targets) {
        broken.add(site);
        await fault.breakSite(site, scene);
      }
      onEvent({ event: "fault", atSeconds: clock.nowSeconds(), fault: name });
    },
    heal: async () => {
      const fault = inflicted;
      if (!fault?.heal) return;
      await Promise.all(Array.from(broken, async (site) => fault.heal?.(site, scene)));
      await answering(broken);
      onEvent({ event: "heal", atSeconds: clock.nowSeconds(), fault: fault.name });
    },
    restore: async () => {
      if (!inflicted) return;
      const fault = inflicted;
      await Promise.all(Array.from(broken, (site) => fault.restore(site, scene)));
      // Where only a check or the switch was turned, the site has answered all the time.
      const isSiteBroken = fault.failureKind !== "inverted" && fault.failureKind !== "switched";
      await answering(isSiteBroken ? broken : []);
      broken.clear();
      onEvent({ event: "restore", atSeconds: clock.nowSeconds(), fault: fault.name });
      inflicted = null;
    },
  };
}

async function answering(sites: Iterable<Site>): Promise<void> {
  await Promise.all(Array.from(sites, (site) => Promise.all(Array.from(site.ports.values(), untilServed))));
}

function siteOf(sites: ReadonlyMap<SiteRole, Site>, role: SiteRole): Site {
  const site = sites.get(role);
  if (!site) throw new Error(`There is no ${role} site to break.`);
  return site;
}
