/** CloudWatch's rules for the state of an alarm. */
import type { TopologyAlarm } from "../../recording/topology";

/** What of an alarm decides its state. */
export type AlarmRule = Pick<
  TopologyAlarm,
  "comparisonOperator" | "threshold" | "evaluationPeriods" | "datapointsToAlarm" | "treatMissingData"
>;

/**
 * How many minutes beyond its evaluation periods an alarm looks back for values. AWS publishes no number: its own
 * example, 3 periods and a range of 5, is taken for the rule.
 */
const minutesBeyond = 2;

/** How many minutes an alarm looks back: its evaluation range. */
export function evaluationRange({ evaluationPeriods }: Pick<AlarmRule, "evaluationPeriods">): number {
  return evaluationPeriods + minutesBeyond;
}

/**
 * Whether an alarm is in ALARM. The newest values that exist are judged, as many as the alarm has evaluation periods;
 * only where the range holds fewer do missing ones take the missing places.
 * Source: CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data".
 *
 * @param values one for each minute of the evaluation range, the newest last; null where there is none.
 */
export function isInAlarm(alarm: AlarmRule, values: readonly (number | null)[]): boolean {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = alarm;
  const judged = values.filter((value) => value !== null).slice(-evaluationPeriods);
  const filled = treatMissingData === "breaching" ? evaluationPeriods - judged.length : 0;
  return judged.filter((value) => breaches(value, alarm)).length + filled >= datapointsToAlarm;
}

function breaches(value: number, { comparisonOperator, threshold }: AlarmRule): boolean {
  return comparisonOperator === "LessThanThreshold" ? value < threshold : value > threshold;
}
