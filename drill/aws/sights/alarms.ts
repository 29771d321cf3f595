import type { AwsTopology } from "../topology";
import type { Look } from "./look";
import type { Status } from "./status";
import type { SightWorld } from "./world";

/** The alarms of a stack that are not OK, in whatever region; those that are gone have no state. */
export async function alarmSights(
  { alarms }: Pick<AwsTopology, "alarms">,
  { alarmStates }: Pick<SightWorld, "alarmStates">,
  { see }: Look,
): Promise<Status["alarms"]> {
  const regions = [...new Set(alarms.map(({ region }) => region))];
  const sights = await Promise.all(
    regions.map(async (region) => {
      const names = alarms.filter((alarm) => alarm.region === region).map(({ name }) => name);
      const states = await see(`alarms in ${region}`, (signal) => alarmStates(region, names, signal));
      if (states === null) return [];
      const stateOf = (name: string) => states.find((alarm) => alarm.name === name)?.state ?? null;
      return names.map((name) => ({ region, name, state: stateOf(name) }));
    }),
  );
  return sights.flat().filter(({ state }) => state !== "OK");
}

/** The subscriptions of a stack's topics that nobody has confirmed. */
export async function unconfirmedSights(
  { topics }: Pick<AwsTopology, "topics">,
  { unconfirmedEndpoints }: Pick<SightWorld, "unconfirmedEndpoints">,
  { see }: Look,
): Promise<Status["unconfirmed"]> {
  const sights = await Promise.all(
    topics.map(async ({ region, arn }) => {
      const endpoints = await see(`subscriptions of ${arn}`, (signal) =>
        unconfirmedEndpoints(region, arn, signal),
      );
      return (endpoints ?? []).map((endpoint) => ({ region, topicArn: arn, endpoint }));
    }),
  );
  return sights.flat();
}
