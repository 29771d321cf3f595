import type { Fault } from "./fault";

/** The instance is stopped: its network drops every packet, so that an attempt to connect hangs. */
export const stopInstance = {
  name: "stop-instance",
  isRehearsable: true,
  isDrillable: true,
  targets: ["primary"],
  failureKind: "blackhole",
  failingProbes: "enough",
  pages: "none",
  breakSite: (site) => site.freeze(),
  restore: (site) => {
    site.thaw();
    return Promise.resolve();
  },
} as const satisfies Fault;
