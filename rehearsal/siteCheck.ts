import type { SiteRole, StackTopology } from "../recording/topology";

/** The health check of a site's record set of the failover name; null when it has none. */
export function recordCheckId({ zone, record }: StackTopology, role: SiteRole): string | null {
  const failover = role === "primary" ? "PRIMARY" : "SECONDARY";
  const found = zone.recordSets.find(
    (set) => set.Name === record.name && set.Type === record.type && set.Failover === failover,
  );
  return found?.HealthCheckId ?? null;
}

/** The check of a site itself: its record set's, or the child for its address where that one is CALCULATED. */
export function siteCheckId(topology: StackTopology, role: SiteRole): string | null {
  const { healthChecks, sites } = topology;
  const ofRecord = recordCheckId(topology, role);
  const config = healthChecks.find(({ Id: id }) => id === ofRecord)?.HealthCheckConfig;
  if (config?.Type !== "CALCULATED") return ofRecord;
  const publicIp = sites.find((site) => site.role === role)?.publicIp;
  const ofSite = healthChecks.find(
    ({ Id: id, HealthCheckConfig: { IPAddress: address } }) =>
      config.ChildHealthChecks?.includes(id) === true && address === publicIp,
  );
  return ofSite?.Id ?? ofRecord;
}
