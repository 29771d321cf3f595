/** Every fault that a rehearsal knows, by its name. */
import { backupDown } from "./backupDown";
import { blockHttp } from "./blockHttp";
import { bothDown } from "./bothDown";
import type { Fault } from "./fault";
import { flap } from "./flap";
import { http500 } from "./http500";
import { invertCheck } from "./invertCheck";
import { killServer } from "./killServer";
import { packetLoss } from "./packetLoss";
import { partition } from "./partition";
import { partitionWithinLimit } from "./partitionWithinLimit";
import { redirect } from "./redirect";
import { slow } from "./slow";
import { slowWithinLimit } from "./slowWithinLimit";
import { stopInstance } from "./stopInstance";
import { wrongBody } from "./wrongBody";

const allFaults = [
  stopInstance,
  killServer,
  blockHttp,
  http500,
  redirect,
  wrongBody,
  slow,
  slowWithinLimit,
  flap,
  packetLoss,
  partition,
  partitionWithinLimit,
  invertCheck,
  backupDown,
  bothDown,
] as const;

/** The name of a fault. */
export type FaultName = (typeof allFaults)[number]["name"];

/** The names of all faults, as the command line takes them. */
export const faultNames: readonly FaultName[] = allFaults.map(({ name }) => name);

/** The fault of that name. */
export function faultNamed(name: FaultName): Fault & { readonly name: FaultName } {
  const fault = allFaults.find((each) => each.name === name);
  if (!fault) throw new Error(`There is no fault named ${name}; there are: ${faultNames.join(", ")}.`);
  return fault;
}
