import type { Fault } from "./fault";
import { stopInstance } from "./stopInstance";

/**
 * The network lets no HTTP through, as without the security group's rule: an attempt to connect hangs and open
 * connections fall silent, while the instance and its server live. Checkers and shoppers cannot tell it from a stopped
 * instance.
 */
export const blockHttp = {
  ...stopInstance,
  name: "block-http",
  breakSite: (site) => site.block(),
  restore: (site) => {
    site.unblock();
    return Promise.resolve();
  },
} as const satisfies Fault;
