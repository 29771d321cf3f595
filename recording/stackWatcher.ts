import { planVariable, type WatcherPlan } from "../site-watcher/plan";
import type { RecordedResource, Recording } from "./recording";
import type { TopologyAlarm, TopologyWatcher } from "./topology";

/**
 * The site watcher of a recorded stack: what its function is told by its environment, and the alarms on its metrics.
 * Null for a stack without one.
 *
 * @throws Error for an alarm of a kind that is not modelled.
 */
export function stackWatcher({ resources }: Recording): TopologyWatcher | null {
  const plan = resources.map(planOf).find((each) => each !== null);
  if (!plan) return null;
  const alarms = resources.filter(
    ({ type, inputs }) =>
      type === "aws:cloudwatch/metricAlarm:MetricAlarm" && inputs["namespace"] === plan.namespace,
  );
  return { plan, alarms: alarms.map(topologyAlarm) };
}

function planOf({ type, inputs }: RecordedResource): WatcherPlan | null {
  if (type !== "aws:lambda/function:Function") return null;
  const environment = inputs["environment"] as { variables?: Record<string, string> } | undefined;
  const text = environment?.variables?.[planVariable];
  return text === undefined ? null : (JSON.parse(text) as WatcherPlan);
}

function topologyAlarm({ name, region, inputs }: RecordedResource): TopologyAlarm {
  const alarm = inputs as unknown as Omit<TopologyAlarm, "site" | "region" | "datapointsToAlarm"> & {
    readonly period: number;
    readonly dimensions?: Readonly<Record<string, string>>;
    readonly datapointsToAlarm?: number;
  };
  const { comparisonOperator, threshold, evaluationPeriods, treatMissingData, dimensions = {} } = alarm;
  const isModelled =
    alarm.period === 60 &&
    ["LessThanThreshold", "GreaterThanThreshold"].includes(comparisonOperator) &&
    ["breaching", "notBreaching"].includes(treatMissingData) &&
    Object.keys(dimensions).every((dimension) => dimension === "Site");
  if (!isModelled)
    throw new Error(
      `alarm ${name}: its period, comparison, dimensions or missing data are not modelled in recording/stackWatcher.ts`,
    );
  return {
    name: alarm.name,
    region: region ?? "",
    metricName: alarm.metricName,
    site: dimensions["Site"] ?? null,
    comparisonOperator,
    threshold,
    evaluationPeriods,
    datapointsToAlarm: alarm.datapointsToAlarm ?? evaluationPeriods,
    treatMissingData,
  };
}
