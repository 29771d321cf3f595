/** The metrics that the watcher publishes, in every region, and the alarms on them. */
import type { TopologyAlarm } from "../../recording/topology";
import type { Metric } from "../../site-watcher/ports";
import type { Clock } from "../clock";
import type { AlarmEvent } from "../events";
import { evaluationRange, isInAlarm } from "./alarmRule";

/** What CloudWatch works with here. */
export interface CloudWatchOptions {
  readonly alarms: readonly TopologyAlarm[];
  /** Whether a region is silent: its alarms then stay as they are, and tell nobody. */
  readonly isSilent: (region: string) => boolean;
  readonly clock: Clock;
  readonly onEvent: (event: AlarmEvent) => void;
}

/** CloudWatch in all regions. */
export interface CloudWatch {
  put(region: string, metrics: readonly Metric[]): void;
  /** Judges every alarm at the end of a minute, counted from the start; each change of state is an event. */
  evaluate(minute: number): void;
}

/** CloudWatch without data, every alarm OK: as it is beside a stack that has been deployed for a while. */
export function newCloudWatch({ alarms, isSilent, clock, onEvent }: CloudWatchOptions): CloudWatch {
  const values = new Map<string, number>();
  const sounding = new Set<TopologyAlarm>();
  return {
    put: (region, metrics) => {
      for (const { name, site = null, value, atMs } of metrics)
        values.set(keyOf(region, name, site, Math.floor(atMs / 60_000)), value);
    },
    evaluate: (minute) => {
      for (const alarm of alarms.filter(({ region }) => !isSilent(region))) {
        const minutes = Array.from({ length: evaluationRange(alarm) }, (_, back) => minute - back).reverse();
        const seen = minutes.map((each) =>
          values.get(keyOf(alarm.region, alarm.metricName, alarm.site, each)),
        );
        const isSounding = isInAlarm(
          alarm,
          seen.map((value) => value ?? null),
        );
        if (isSounding === sounding.has(alarm)) continue;
        if (isSounding) sounding.add(alarm);
        else sounding.delete(alarm);
        const { name, region } = alarm;
        const state = isSounding ? "ALARM" : "OK";
        onEvent({ event: "alarm", atSeconds: clock.nowSeconds(), alarm: name, region, state });
      }
    },
  };
}

function keyOf(...parts: readonly (string | number | null)[]): string {
  return JSON.stringify(parts);
}
