import type { Fault } from "./fault";
import { switchOf } from "./switchOf";

/**
 * An operator turns the switch on: everything goes to the backup, while the primary is as healthy as ever. Its restore
 * turns the switch off.
 */
export const overrideOn = {
  name: "override-on",
  isRehearsable: true,
  isDrillable: true,
  targets: ["primary"],
  failureKind: "switched",
  failingProbes: "enough",
  pages: "all",
  breakSite: (_site, scene) => {
    switchOf(scene).setState("present");
    return Promise.resolve();
  },
  restore: (_site, scene) => {
    switchOf(scene).setState("deleted");
    return Promise.resolve();
  },
} as const satisfies Fault;
