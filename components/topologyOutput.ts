import * as pulumi from "@pulumi/pulumi";
import type { FailoverDns } from "./failoverDns";

/** The stack's `topology` output: the pair with the ids of its parts, for tools (docs/outputs.md). */
export function topologyOutput(
  accountId: string,
  domain: string,
  { zoneId, recordNames, sites, operatorSwitch }: FailoverDns,
) {
  return {
    version: 2,
    stack: pulumi.getStack(),
    accountId,
    zone: { id: zoneId, name: domain },
    record: { name: recordNames.failover, type: "A" },
    sites,
    operatorSwitch,
  };
}
