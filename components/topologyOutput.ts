import * as pulumi from "@pulumi/pulumi";
import type { DrillSchedule } from "./drillSchedule";
import type { FailoverDns, FailoverHealthCheck } from "./failoverDns";
import type { Monitoring } from "./monitoring";
import type { Operations } from "./operations";
import type { OperatorSwitch } from "./operatorSwitch";
import type { SiteWatcher } from "./siteWatcher";

/** What the output tells of. A part that is null is one that the stack does not have. */
export interface TopologyOutputArgs {
  readonly accountId: string;
  /** Name of the hosted zone. */
  readonly domain: string;
  /** Whether the stack guards its parts. */
  readonly protect: boolean;
  /** How both sites are probed. */
  readonly healthCheck: Pick<FailoverHealthCheck, "port" | "path" | "searchString">;
  readonly dns: Pick<
    FailoverDns,
    "zoneId" | "nameServers" | "recordNames" | "sites" | "failoverBudget" | "operatorSwitch"
  >;
  /** Keeps a copy. */
  readonly operatorSwitch: Pick<OperatorSwitch, "keepTopology"> | null;
  readonly monitoring: Pick<Monitoring, "alarms" | "everyTopic"> | null;
  readonly siteWatcher: Pick<SiteWatcher, "alarms" | "topic"> | null;
  readonly drills: Pick<DrillSchedule, "experimentTemplateIds"> | null;
  readonly operations: Pick<Operations, "tools"> | null;
}

/**
 * The stack's `topology` output: the pair with the ids of its parts, for tools (docs/outputs.md). Where there is a
 * switch, it keeps a copy.
 */
export function topologyOutput(args: TopologyOutputArgs) {
  const { accountId, domain, protect, dns, monitoring, siteWatcher, drills, operations } = args;
  const { port, path, searchString } = args.healthCheck;
  const topology = {
    version: 3,
    stack: pulumi.getStack(),
    accountId,
    protect,
    zone: { id: dns.zoneId, name: domain, nameServers: dns.nameServers },
    record: { name: dns.recordNames.failover, type: "A" },
    healthCheck: { port, path, searchString },
    sites: dns.sites,
    failoverBudget: dns.failoverBudget,
    operatorSwitch: dns.operatorSwitch,
    alarms: [...(monitoring?.alarms ?? []), ...(siteWatcher?.alarms ?? [])],
    topics: [...(monitoring?.everyTopic ?? []), ...(siteWatcher ? [siteWatcher.topic] : [])],
    experimentTemplateIds: drills?.experimentTemplateIds ?? [],
    operations: operations?.tools ?? null,
  };
  args.operatorSwitch?.keepTopology(topology);
  return topology;
}
