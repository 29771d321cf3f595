import type { DrillRuns } from "./drillRuns";
import type { Look } from "./look";
import { metricNames, type SiteRole } from "./plan";
import type { Metric } from "./ports";

/** What a look is worth in CloudWatch, by region. What could not be told is left out, and the alarms take that ill. */
export function metricsOf(look: Look): Readonly<Record<SiteRole, readonly Metric[]>> {
  const { atMs, sites, operatorSwitch, isContentInSync, drills } = look;
  const isForced = operatorSwitch?.isForced ?? null;
  const metric = (name: string, value: number | null | undefined, rest: Partial<Metric> = {}): Metric[] =>
    value === null || value === undefined ? [] : [{ name, value, unit: "None", atMs, ...rest }];
  const healthOf = (site: SiteRole) =>
    metric(metricNames.siteHealthy, Number(sites[site].isHealthy), { site });
  const answering = metric(metricNames.answeringSite, look.answeringSite && siteNumbers[look.answeringSite]);

  return {
    // A drill runs in the primary's region, and its conditions can look at nothing else.
    primary: [
      ...healthOf("backup"),
      ...answering,
      ...metric(metricNames.readyForDrill, drills && Number(isReadyForDrill(look, drills))),
    ],
    backup: [
      ...healthOf("primary"),
      ...healthOf("backup"),
      ...answering,
      ...metric(metricNames.switchReadable, operatorSwitch && Number(operatorSwitch.isReadable)),
      ...metric(metricNames.switchForced, isForced === null ? null : Number(isForced)),
      ...metric(metricNames.contentInSync, isContentInSync === null ? null : Number(isContentInSync)),
      ...metric(metricNames.replicationLagSeconds, look.replicationLagSeconds, { unit: "Seconds" }),
      ...metric(metricNames.daysSinceSuccessfulDrill, drills?.daysSinceSuccess),
    ],
  };
}

/**
 * Whether a drill that breaks the primary now would move traffic and prove something: all that matters is known, and as
 * it should be.
 */
function isReadyForDrill(
  { sites, answeringSite, operatorSwitch }: Look,
  { isNextBlocked }: DrillRuns,
): boolean {
  const isSwitchOff =
    operatorSwitch === null || (operatorSwitch.isReadable && operatorSwitch.isForced === false);
  return sites.backup.isHealthy && answeringSite === "primary" && isSwitchOff && isNextBlocked === false;
}

const siteNumbers: Readonly<Record<SiteRole, number>> = { primary: 1, backup: 2 };
