/** How an instance gets the published content: a script, run by a timer, and a health check that follows it. */

import { brokenPage, healthyPage } from "./healthPage";
import { pathPattern, versionPattern } from "./release";
import {
  contentDirectory,
  healthDirectory,
  loopback,
  type Placement,
  type SiteServer,
  storefrontLimitSeconds,
} from "./server";
import { rendered } from "./template";

/** Longest time between the end of one look at the bucket and the next, in seconds. */
export const pullPeriodSeconds = 60;

/** How long the fetch of one file may take, in seconds. */
const fetchLimitSeconds = 120;

/** The script that brings the current release here and switches to it when it is complete. Python 3.9 or newer. */
export function pullScript({ region }: SiteServer, bucket: string, root = ""): string {
  return rendered("pull.py", {
    ROOT: root,
    CONTENT: contentDirectory,
    REGION: region,
    BUCKET: bucket,
    FETCH_LIMIT_SECONDS: String(fetchLimitSeconds),
    VERSION_PATTERN: versionPattern,
    PATH_PATTERN: pathPattern,
  });
}

/**
 * The health script of a site that pulls: it compares the front page with the release that is switched to. How old
 * that release is makes no difference.
 */
export function contentHealthScript(site: SiteServer, { root, address }: Placement = loopback): string {
  return rendered("content-health.sh", {
    ROOT: root,
    HEALTH: healthDirectory,
    CONTENT: contentDirectory,
    LIMIT_SECONDS: String(storefrontLimitSeconds),
    FRONT_PAGE_URL: `http://${address}:${site.port}/`,
    HEALTHY_PAGE: healthyPage(site, "$version").trimEnd(),
    BROKEN_PAGE: brokenPage(site).trimEnd(),
  });
}

/** The unit that runs the script, and its timer. */
export function pullUnits(program: string, timerAccuracySeconds: number): { name: string; text: string }[] {
  const values = {
    PROGRAM: program,
    CONTENT: contentDirectory,
    PULL_PERIOD_SECONDS: String(pullPeriodSeconds - timerAccuracySeconds),
    TIMER_ACCURACY_SECONDS: String(timerAccuracySeconds),
  };
  const names = ["shop-content.service", "shop-content.timer"];
  return names.map((name) => ({ name, text: rendered(name, values) }));
}
