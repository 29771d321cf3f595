/** The relations between the settings of `drills` and the rest; a part of rules.ts. */

import { failoverBudget } from "../route53/timing";
import { checkersPerRegion } from "../route53/types";
import type { Rule, Subject } from "./rule";

/** The rules by their ids. */
export const drillRules: Readonly<Record<string, Rule>> = {
  "drills-watched": drillsWatched,
  "drills-detected": drillsDetected,
};

/** The watcher says whether a drill may begin, and whether the backup has answered. */
function drillsWatched({ written: { drills, siteWatcher } }: Subject) {
  if (!drills.enabled || siteWatcher.enabled) return [];
  const message = "needs siteWatcher.enabled: true, which says whether a drill may begin; set that, or false";
  return [{ keys: ["drills.enabled"], reads: ["siteWatcher.enabled"], message }];
}

/**
 * How late, in seconds, the answers may change: a drill breaks the primary for five minutes, of which a machine takes
 * one to stop, and the watcher's next look may be one away.
 */
const latestFlipSeconds = 180;

function drillsDetected({ written: { drills }, settings: { dns } }: Subject) {
  if (!drills.enabled) return [];
  const checkers = dns.healthCheck.checkerRegions.length * checkersPerRegion;
  const { kinds } = failoverBudget({ ...dns, ...dns.healthCheck, checkers });
  const flipSeconds = kinds.blackhole.detectionWorstSeconds + dns.aggregationSeconds;
  if (flipSeconds <= latestFlipSeconds) return [];
  const message = `breaks the primary for five minutes, but answers may take ${flipSeconds} s to change, longer than ${latestFlipSeconds}: a drill could not see it; lower the interval or the threshold, or set false`;
  const reads = ["aggregationSeconds", "healthCheck.requestIntervalSeconds", "healthCheck.failureThreshold"];
  return [{ keys: ["drills.enabled"], reads, message }];
}
