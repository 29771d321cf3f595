/** What a fault is: one way to break sites, the way back, and what of it Route 53 and shoppers get to see. */
import type { SiteRole } from "../../recording/topology";
import type { FailureKind } from "../../route53/timing";
import type { Site } from "../sites/site";

/** One way in which sites can fail. */
export interface Fault {
  readonly name: string;
  /** Whether it can be played on this machine. */
  readonly isRehearsable: boolean;
  /** Whether it can be played on AWS, from outside the instances. */
  readonly isDrillable: boolean;
  /** The sites that it breaks. */
  readonly targets: readonly SiteRole[];
  /** How a failing probe meets a broken site: it decides which row of the budget applies. */
  readonly failureKind: FailureKind;
  /** Whether probes fail often enough in a row, at enough checkers, to turn the site's check; too seldom; or never. */
  readonly failingProbes: "enough" | "tooFew" | "none";
  /** How many of the pages that shoppers ask a broken site for they get. */
  readonly pages: "all" | "some" | "none";
  /** Breaks one site; resolves once every other process meets the failure. */
  breakSite(site: Site, scene: FaultScene): Promise<void>;
  /** Undoes it; the site may take a moment more to answer. */
  restore(site: Site): Promise<void>;
}

/** What a fault that lasts or repeats needs to know of the rehearsal. */
export interface FaultScene {
  /** Scenario seconds in a wall second. */
  readonly speed: number;
  /** The shortest request interval of any check, in scenario seconds. */
  readonly requestIntervalSeconds: number;
}
