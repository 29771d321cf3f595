import type { AwsClients } from "../clients";
import type { AlarmState, SightWorld } from "./world";

/** The most names that DescribeAlarms takes at a time (API DescribeAlarms, AlarmNames). */
const mostNames = 100;

/** Alarms by CloudWatch's API, those of metrics and composite ones. */
export function cloudWatchCalls(clients: Pick<AwsClients, "cloudWatch">): Pick<SightWorld, "alarmStates"> {
  return {
    alarmStates: async (region, names, signal) => {
      const { sdk, client } = clients.cloudWatch(region);
      const states: AlarmState[] = [];
      for (let first = 0; first < names.length; first += mostNames) {
        const command = new sdk.DescribeAlarmsCommand({
          AlarmNames: names.slice(first, first + mostNames),
          AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
        });
        const { MetricAlarms: ofMetrics = [], CompositeAlarms: composite = [] } = await client.send(command, {
          abortSignal: signal,
        });
        for (const { AlarmName: name = "", StateValue: state = "" } of [...ofMetrics, ...composite])
          states.push({ name, state });
      }
      return states;
    },
  };
}
