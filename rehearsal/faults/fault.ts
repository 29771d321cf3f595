/** What a fault is: one way to break a site, and the way back. */
import type { FailureKind } from "../../route53/timing";
import type { Site } from "../sites/site";

/** One way in which a site can fail. */
export interface Fault {
  readonly name: string;
  /** How a probe meets the broken site: it decides which row of the budget applies. */
  readonly failureKind: FailureKind;
  /** Breaks the site; resolves once every other process meets the failure. */
  breakSite(site: Site): Promise<void>;
  /** Undoes it; the site may take a moment more to answer. */
  restore(site: Site): Promise<void>;
}
