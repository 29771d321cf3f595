import type { SiteRole, StackTopology } from "../recording/topology";

/** The health check of a site's record set of the failover name; null when it has none. */
export function siteCheckId({ zone, record }: StackTopology, role: SiteRole): string | null {
  const failover = role === "primary" ? "PRIMARY" : "SECONDARY";
  const found = zone.recordSets.find(
    (set) => set.Name === record.name && set.Type === record.type && set.Failover === failover,
  );
  return found?.HealthCheckId ?? null;
}
