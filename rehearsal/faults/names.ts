/** The names of all faults, as the command line takes them and in the order in which `all` plays them. */
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

/** The name of a fault. */
export type FaultName = (typeof faultNames)[number];
