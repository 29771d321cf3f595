import type { RecordedResource } from "../../recording/recording";
import type { Look } from "../../site-watcher/look";
import { metricsOf } from "../../site-watcher/metrics";
import { planVariable, type WatcherPlan } from "../../site-watcher/plan";
import { type Charge, minutesPerMonth } from "./charge";

/** What the watcher's function costs: each metric that it publishes, and the request that carries them, each minute. */
export function watcherCharges({ inputs, region }: RecordedResource): Charge[] {
  const { variables } = inputs["environment"] as { variables: Readonly<Record<string, string>> };
  const plan = JSON.parse(variables[planVariable] ?? "") as WatcherPlan;
  const metrics = metricsOf(lookThatSeesAll(plan));
  return [
    ...(["primary", "backup"] as const).flatMap((role) => [
      { what: "custom metric", region: plan.regions[role], quantity: metrics[role].length },
      { what: "requests to CloudWatch", region: plan.regions[role], quantity: minutesPerMonth },
    ]),
    { what: "time of functions, arm64", region: region ?? "", quantity: null },
  ];
}

/** A metric costs nothing in hours in which there is nothing to tell; the bill is for a month without any. */
function lookThatSeesAll({ operatorSwitch, content, drills }: WatcherPlan): Look {
  const site = { isHealthy: true, contentVersion: "1" };
  return {
    atMs: 0,
    sites: { primary: site, backup: site },
    answeringSite: "primary",
    operatorSwitch: operatorSwitch && { isReadable: true, isForced: false },
    isContentInSync: content && true,
    replicationLagSeconds: content && 1,
    drills: drills && { isInProgress: false, isNextBlocked: false, daysSinceSuccess: 1 },
  };
}
