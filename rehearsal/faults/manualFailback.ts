import type { Fault } from "./fault";
import { stopInstance } from "./stopInstance";
import { switchOf } from "./switchOf";

/**
 * The primary's instance is stopped for so long that the watcher puts the switch on. When it is back, traffic stays on
 * the backup, until an operator takes the switch off: that is the restore.
 */
export const manualFailback = {
  ...stopInstance,
  name: "manual-failback",
  failureKind: "held",
  isDrillable: false,
  heal: (site) => stopInstance.restore(site),
  restore: (site, scene) => {
    switchOf(scene).setState("deleted");
    return stopInstance.restore(site);
  },
} as const satisfies Fault;
