import * as pulumi from "@pulumi/pulumi";
import type { FailoverDns } from "./failoverDns";
import type { OperatorSwitch } from "./operatorSwitch";

/**
 * The stack's `topology` output: the pair with the ids of its parts, for tools (docs/outputs.md). Where there is a
 * switch, it keeps a copy.
 */
export function topologyOutput(
  accountId: string,
  domain: string,
  dns: Pick<FailoverDns, "zoneId" | "recordNames" | "sites" | "operatorSwitch">,
  keeper: Pick<OperatorSwitch, "keepTopology"> | null,
) {
  const { zoneId, recordNames, sites, operatorSwitch } = dns;
  const topology = {
    version: 2,
    stack: pulumi.getStack(),
    accountId,
    zone: { id: zoneId, name: domain },
    record: { name: recordNames.failover, type: "A" },
    sites,
    operatorSwitch,
  };
  keeper?.keepTopology(topology);
  return topology;
}
