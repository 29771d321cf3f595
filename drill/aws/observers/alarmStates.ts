import type { ObserverOptions } from "./ports";
import { oneByOne } from "./steadily";

/** How often CloudWatch is asked, in scenario seconds. */
export const alarmPeriodSeconds = 10;

/**
 * Reports each alarm of the stack that goes off or is over; one that is off when the drill begins counts as going off
 * then. What cannot be read in a region is read again in the next round.
 */
export async function runAlarmStates(options: ObserverOptions): Promise<void> {
  const { topology, clock, signal, onEvent, sights } = options;
  const namesIn = (region: string) =>
    topology.alarms.filter((alarm) => alarm.region === region).map(({ name }) => name);
  const regions = new Set(topology.alarms.map(({ region }) => region));
  const raised = new Set<string>();
  const lookAt = async (region: string, names: readonly string[]): Promise<void> => {
    const inAlarm = await sights.alarmsIn(region, names).catch(() => null);
    if (inAlarm === null || signal.aborted) return;
    for (const alarm of names) {
      const key = `${region} ${alarm}`;
      if (inAlarm.has(alarm) === raised.has(key)) continue;
      const state = inAlarm.has(alarm) ? "ALARM" : "OK";
      if (state === "ALARM") raised.add(key);
      else raised.delete(key);
      onEvent({ event: "alarm", atSeconds: clock.nowSeconds(), alarm, region, state });
    }
  };
  await oneByOne({ clock, signal, periodSeconds: alarmPeriodSeconds }, async () => {
    await Promise.all([...regions].map((region) => lookAt(region, namesIn(region))));
  });
}
