import type { Fault } from "./fault";
import { stopInstance } from "./stopInstance";

/** Both instances are stopped: with nothing healthy to choose, Route 53 answers with the PRIMARY. */
export const bothDown = {
  ...stopInstance,
  name: "both-down",
  targets: ["primary", "backup"],
} as const satisfies Fault;
