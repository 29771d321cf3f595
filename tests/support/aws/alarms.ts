import type { AwsClients } from "../../../drill/aws/clients";
import type { AwsTopology } from "../../../drill/aws/topology";
import type { CheckEvent } from "../../../rehearsal/events";
import type { Clock } from "../../../rehearsal/clock";

/** Seconds from a change of a check until an alarm on its status has seen it: Route 53 sends a point each minute. */
const metricSeconds = 60;

/** What the alarms work with. */
export interface AlarmsOptions {
  readonly clients: AwsClients;
  readonly topology: AwsTopology;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What to tell of each change of a check: its alarms follow a minute later, which moto does not do. */
export function followingAlarms({ clients, topology, clock, signal }: AlarmsOptions) {
  const known = new Map<string, boolean>();
  return ({ checkId, healthy }: Pick<CheckEvent, "checkId" | "healthy">): void => {
    if ((known.get(checkId) ?? true) === healthy) return;
    known.set(checkId, healthy);
    const follow = async (): Promise<void> => {
      await clock.sleep(metricSeconds, signal);
      const state = known.get(checkId) === true ? "OK" : "ALARM";
      await Promise.all(topology.alarms.map((alarm) => setAlarm(clients, alarm, checkId, state)));
    };
    follow().catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  };
}

async function setAlarm(
  clients: AwsClients,
  { region, name }: AwsTopology["alarms"][number],
  checkId: string,
  state: "OK" | "ALARM",
): Promise<void> {
  const { sdk, client } = clients.cloudWatch(region);
  const { MetricAlarms: [alarm] = [] } = await client.send(
    new sdk.DescribeAlarmsCommand({ AlarmNames: [name] }),
  );
  if (!alarm?.Dimensions?.some(({ Value: value }) => value === checkId)) return;
  const change = { AlarmName: name, StateValue: state, StateReason: "the check has changed" };
  await client.send(new sdk.SetAlarmStateCommand(change));
}
