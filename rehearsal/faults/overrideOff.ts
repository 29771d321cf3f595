import type { Fault } from "./fault";
import { switchOf } from "./switchOf";

/** An operator turns a switch off that was not on: S3 answers otherwise from then on, and it means the same. */
export const overrideOff = {
  name: "override-off",
  isRehearsable: true,
  isDrillable: true,
  targets: ["primary"],
  failureKind: "switched",
  failingProbes: "none",
  pages: "all",
  breakSite: (_site, scene) => {
    switchOf(scene).setState("deleted");
    return Promise.resolve();
  },
  restore: (_site, scene) => {
    switchOf(scene).setState("absent");
    return Promise.resolve();
  },
} as const satisfies Fault;
