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

/** The further faults of a stack that has a site watcher. They take many minutes of the scenario: `all` leaves them out. */
export const watcherFaultNames = ["primary-region-lost", "manual-failback", "stale-backup"] as const;

/** Every fault, as the command line lists them. */
export const everyFaultName = [...faultNames, ...switchFaultNames, ...watcherFaultNames] as const;

/** The name of a fault. */
export type FaultName = (typeof everyFaultName)[number];

/** The faults that `all` plays on a stack, in their order. */
export function faultNamesOf({ operatorSwitch }: Pick<StackTopology, "operatorSwitch">): FaultName[] {
  return [...faultNames, ...(operatorSwitch ? switchFaultNames : [])];
}

/** A setting that brings what a fault needs. */
export type MissingSetting = "operatorSwitch.enabled" | "siteWatcher.enabled" | "dataSync.enabled";

/**
 * What a stack lacks to have a fault, as the settings that bring it; null when it lacks nothing. (A failback that is
 * automatic is not lacking: whoever rehearses it records the stack with another one.)
 */
export function missingFor(
  fault: FaultName,
  { operatorSwitch, siteWatcher }: Pick<StackTopology, "operatorSwitch" | "siteWatcher">,
): MissingSetting | null {
  const needsSwitch = switchFaultNames.some((name) => name === fault) || fault === "manual-failback";
  if (needsSwitch && !operatorSwitch) return "operatorSwitch.enabled";
  if (!watcherFaultNames.some((name) => name === fault)) return null;
  if (!siteWatcher) return "siteWatcher.enabled";
  return fault === "stale-backup" && !siteWatcher.plan.content ? "dataSync.enabled" : null;
}
