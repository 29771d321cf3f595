import type { Fault } from "./fault";
import { stopInstance } from "./stopInstance";

/** The backup's instance is stopped, which nobody but its checkers may notice. */
export const backupDown = {
  ...stopInstance,
  name: "backup-down",
  targets: ["backup"],
} as const satisfies Fault;
