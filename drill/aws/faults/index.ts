/** Every fault that a drill can play on AWS, by the name that it has in a rehearsal. */
import type { FaultName } from "../../../rehearsal/faults/names";
import { blockHttp } from "./blockHttp";
import type { AwsFault } from "./fault";
import { invertCheck } from "./invertCheck";
import { killServer } from "./killServer";
import { stopInstance } from "./stopInstance";

/** The names, as the command line takes them. */
export const awsFaultNames = [
  "stop-instance",
  "kill-server",
  "block-http",
  "invert-check",
] as const satisfies readonly FaultName[];

/** One of these names. */
export type AwsFaultName = (typeof awsFaultNames)[number];

/** The faults. */
export const awsFaults: { readonly [Name in AwsFaultName]: AwsFault } = {
  "stop-instance": stopInstance,
  "kill-server": killServer,
  "block-http": blockHttp,
  "invert-check": invertCheck,
};
