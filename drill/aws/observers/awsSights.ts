import { fetchPage } from "../../../site-watcher/nodeHttp";
import type { AwsClients } from "../clients";
import { askDns } from "./askDns";
import { readCheck } from "./readCheck";
import type { CheckerReport, CheckSight, ObserverSights } from "./ports";

/** The world by HTTP, DNS and the SDK. */
export function awsSights(clients: AwsClients): ObserverSights {
  return {
    fetchPage,
    ask: askDns,
    readChecks: (ids) => readChecks(ids, clients),
    alarmsIn: (region, names) => alarmsIn(region, names, clients),
  };
}

async function readChecks(ids: readonly string[], clients: AwsClients): Promise<CheckSight[]> {
  const { sdk, client } = clients.route53();
  const sights: CheckSight[] = [];
  for (const HealthCheckId of ids) {
    const check = await readCheck(HealthCheckId, clients);
    if (!check) throw new Error(`There is no health check ${HealthCheckId} any more.`);
    if (check.HealthCheckConfig.Type === "CALCULATED") {
      sights.push({ check, reports: [] });
      continue;
    }
    const status = await client.send(new sdk.GetHealthCheckStatusCommand({ HealthCheckId }));
    const reports = (status.HealthCheckObservations ?? []).map(
      ({ Region, IPAddress, StatusReport }): CheckerReport => ({
        region: Region ?? "",
        ipAddress: IPAddress ?? "",
        status: StatusReport?.Status ?? "",
      }),
    );
    sights.push({ check, reports });
  }
  return sights;
}

/** Fewer alarms than one answer of DescribeAlarms holds: 100. */
async function alarmsIn(
  region: string,
  names: readonly string[],
  { cloudWatch }: AwsClients,
): Promise<ReadonlySet<string>> {
  const { sdk, client } = cloudWatch(region);
  const described = await client.send(
    new sdk.DescribeAlarmsCommand({
      AlarmNames: [...names],
      AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
      MaxRecords: 100,
    }),
  );
  const alarms = [...(described.MetricAlarms ?? []), ...(described.CompositeAlarms ?? [])];
  const inAlarm = alarms.filter(({ StateValue: state }) => state === "ALARM");
  return new Set(inAlarm.flatMap(({ AlarmName: name }) => name ?? []));
}
