import type { Fault } from "./fault";

/**
 * The network lets no HTTP through, as without the security group's rule: an attempt to connect hangs and open
 * connections fall silent, while the instance and its server live.
 */
export const blockHttp = {
  name: "block-http",
  isRehearsable: true,
  isDrillable: true,
  targets: ["primary"],
  failureKind: "blackhole",
  failingProbes: "enough",
  pages: "none",
  breakSite: (site) => site.block(),
  restore: (site) => {
    site.unblock();
    return Promise.resolve();
  },
} as const satisfies Fault;
