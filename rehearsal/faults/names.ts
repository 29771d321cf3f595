import type { StackTopology } from "../../recording/topology";

/** The faults of any stack, as the command line takes them and in the order in which `all` plays them. */
export const faultNames = [
  "stop-instance",
  "kill-server",
  "block-http",
  "http-500",
  "redirect",
  "wrong-body",
  "slow",
  "slow-within-limit",
  "flap",
  "packet-loss",
  "partition",
  "partition-within-limit",
  "invert-check",
  "backup-down",
  "both-down",
] as const;

/** The further faults of a stack that has an operator's switch; `all` plays them last. */
export const switchFaultNames = ["override-on", "override-off", "switch-new"] as const;

/** The faults that a stack can have, in the order in which `all` plays them. */
export function faultNamesOf({ operatorSwitch }: Pick<StackTopology, "operatorSwitch">): FaultName[] {
  return [...faultNames, ...(operatorSwitch ? switchFaultNames : [])];
}

/** The name of a fault. */
export type FaultName = (typeof faultNames)[number] | (typeof switchFaultNames)[number];
