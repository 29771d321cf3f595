/** What a fault is: one way to break sites, the way back, and what of it Route 53 and shoppers get to see. */
import type { SiteRole } from "../../recording/topology";
import type { FailureKind } from "../../route53/timing";
import type { Site } from "../sites/site";
import type { SwitchState } from "../switch/switchServer";

/**
 * How a failing probe meets a broken site; `inverted` where no probe fails and only the check's status is turned;
 * `switched` where it is the operator's switch that is turned, and probes of the site notice nothing; `held` where
 * probes hang as in a `blackhole`, and the way home is the switch's.
 */
export type FaultKind = FailureKind | "inverted" | "switched" | "held";

/** One way in which sites, or the way to them, can fail. */
export interface Fault {
  readonly name: string;
  /** Whether it can be played on this machine. */
  readonly isRehearsable: boolean;
  /** Whether it can be played on AWS, by API calls alone. */
  readonly isDrillable: boolean;
  /** The sites that it breaks. */
  readonly targets: readonly SiteRole[];
  /** It decides which row of the budget applies. */
  readonly failureKind: FaultKind;
  /**
   * Whether probes fail often enough in a row, at enough checkers, to turn the site's check; too seldom; or never. Of a
   * switch, the probes of the switch, which fail while it is off: whether they stop failing.
   */
  readonly failingProbes: "enough" | "tooFew" | "none";
  /** How many of the pages that shoppers ask a broken site for they get. */
  readonly pages: "all" | "some" | "none";
  /** Breaks one site; resolves once every other process meets the failure. */
  breakSite(site: Site, scene: FaultScene): Promise<void>;
  /** Mends the site, while the operator's switch keeps the traffic away. */
  heal?(site: Site, scene: FaultScene): Promise<void>;
  /** Undoes it, healed or not; the site may take a moment more to answer. */
  restore(site: Site, scene: FaultScene): Promise<void>;
  /** What the site watcher must tell people. */
  readonly alarms?: ExpectedAlarms;
}

/** The watcher's alarms of which one must go off. */
export interface ExpectedAlarms {
  /** The ends of their names. */
  readonly names: readonly string[];
  /** Minutes after the fault. Default: as many as the quickest of them judges, and three more. */
  readonly withinMinutes?: number;
}

/** What a fault needs of the rehearsal around the site: its time, the checkers, and Route 53. */
export interface FaultScene {
  /** Scenario seconds in a wall second. */
  readonly speed: number;
  /** The shortest request interval of any check, in scenario seconds. */
  readonly requestIntervalSeconds: number;
  /** The regions whose checkers probe the site. */
  checkerRegions(site: Site): readonly string[];
  /** From these regions, and no others, an attempt to connect to the site hangs. */
  cutOff(site: Site, regions: readonly string[]): Promise<void>;
  /** All that AWS offers in the site's region, such as S3 and CloudWatch, falls silent, or is back. */
  silenceRegion(site: Site, isSilent: boolean): void;
  /** Sets Inverted of the check of the site's record set; a site without one has nothing to invert. */
  invertCheck(site: Site, isInverted: boolean): void;
  /** Null in a stack that has none. */
  readonly operatorSwitch: SwitchScene | null;
}

/** What can be done to an operator's switch. */
export interface SwitchScene {
  /** Writes or removes the object, from the next probe on. */
  setState(state: SwitchState): void;
  /** Replaces the switch's check by a new one, in the order in which the program does it; resolves when all rely on it. */
  replaceCheck(): Promise<void>;
  /** Takes the old check back, which has been probing all the time. */
  revertCheck(): void;
}
