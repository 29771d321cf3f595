import { laneGroups } from "./lanes";
import type { Report } from "./schema";
import type { Allowed, Timeline } from "./timelineSvg";

/** What the timeline of a rehearsal shows. */
export function rehearsedTimeline(report: Report): Timeline {
  const { hostname, sentence, settings, faultSeconds, restoreSeconds, endSeconds } = report;
  return {
    title: `Timeline of the rehearsal of ${hostname}`,
    sentence,
    fault: settings.fault,
    faultSeconds,
    restoreSeconds,
    endSeconds,
    allowed: allowedOf(report),
    groups: (axis) => laneGroups(report, axis),
  };
}

/** Within what the resolver must have followed, on both ways. */
function allowedOf({ figures, faultSeconds, restoreSeconds, budget }: Report): Allowed[] {
  const worstOf = (leg: string) =>
    figures.find((figure) => figure.leg === leg && figure.milestone === "resolver")?.worstSeconds;
  const leg = (name: string, fromSeconds: number | null): Allowed[] => {
    const worstSeconds = worstOf(name);
    if (fromSeconds === null || worstSeconds === undefined) return [];
    const isBudget = name === "failover" && Math.abs(worstSeconds - budget.promisedSeconds) <= 0.05;
    const label = `${isBudget ? "budget" : "limit"} ${Number(worstSeconds.toFixed(1))} s`;
    return [{ fromSeconds, worstSeconds, label }];
  };
  return [...leg("failover", faultSeconds), ...leg("failback", restoreSeconds)];
}
