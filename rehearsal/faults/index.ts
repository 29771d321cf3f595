/** Every fault that a rehearsal knows, by its name. */
import { backupDown } from "./backupDown";
import { blockHttp } from "./blockHttp";
import { bothDown } from "./bothDown";
import type { Fault } from "./fault";
import { flap } from "./flap";
import { http500 } from "./http500";
import { invertCheck } from "./invertCheck";
import { killServer } from "./killServer";
import { manualFailback } from "./manualFailback";
import { everyFaultName, type FaultName } from "./names";
import { overrideOff } from "./overrideOff";
import { overrideOn } from "./overrideOn";
import { packetLoss } from "./packetLoss";
import { partition } from "./partition";
import { partitionWithinLimit } from "./partitionWithinLimit";
import { primaryRegionLost } from "./primaryRegionLost";
import { redirect } from "./redirect";
import { slow } from "./slow";
import { slowWithinLimit } from "./slowWithinLimit";
import { staleBackup } from "./staleBackup";
import { stopInstance } from "./stopInstance";
import { switchNew } from "./switchNew";
import { wrongBody } from "./wrongBody";

const faults: { readonly [Name in FaultName]: Fault & { readonly name: Name } } = {
  "stop-instance": stopInstance,
  "kill-server": killServer,
  "block-http": blockHttp,
  "http-500": http500,
  redirect,
  "wrong-body": wrongBody,
  slow,
  "slow-within-limit": slowWithinLimit,
  flap,
  "packet-loss": packetLoss,
  partition,
  "partition-within-limit": partitionWithinLimit,
  "invert-check": invertCheck,
  "backup-down": backupDown,
  "both-down": bothDown,
  "override-on": overrideOn,
  "override-off": overrideOff,
  "switch-new": switchNew,
  "primary-region-lost": primaryRegionLost,
  "manual-failback": manualFailback,
  "stale-backup": staleBackup,
};

/** The fault of that name. */
export function faultNamed(name: FaultName): (typeof faults)[FaultName] {
  if (!Object.hasOwn(faults, name))
    throw new Error(`There is no fault named ${name}; there are: ${everyFaultName.join(", ")}.`);
  return faults[name];
}
