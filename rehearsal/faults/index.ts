/** Every fault that a rehearsal knows, by its name. */
import type { Fault } from "./fault";
import { killServer } from "./killServer";
import { stopInstance } from "./stopInstance";

const allFaults = [stopInstance, killServer] as const;

/** The name of a fault. */
export type FaultName = (typeof allFaults)[number]["name"];

/** The names of all faults, as the command line takes them. */
export const faultNames: readonly FaultName[] = allFaults.map((fault) => fault.name);

/** The fault of that name. */
export function faultNamed(name: FaultName): Fault {
  const fault = allFaults.find((each) => each.name === name);
  if (!fault) throw new Error(`There is no fault named ${name}; there are: ${faultNames.join(", ")}.`);
  return fault;
}
