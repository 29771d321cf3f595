import { wallClock } from "../../../rehearsal/clock";
import { askNameServer } from "../../../site-watcher/nodeDns";
import { fetchPage } from "../../../site-watcher/nodeHttp";
import type { AwsClients } from "../clients";
import { switchObjects } from "../switchObjects";
import type { AwsTopology } from "../topology";
import { askResolver } from "./askResolver";
import { cloudWatchCalls } from "./cloudWatchCalls";
import { route53Calls } from "./route53Calls";
import { snsCalls } from "./snsCalls";
import type { Reach, SightWorld } from "./world";

/** A stack's surroundings as they are: AWS by these clients, pages and name servers by this machine's own network. */
export function awsWorld(
  clients: AwsClients,
  { accountId, operatorSwitch }: AwsTopology,
  reach: Reach,
  speed: number,
): SightWorld {
  const clock = wallClock(speed);
  return {
    clock,
    reach,
    nowMs: () => Date.now(),
    fetchPage,
    askNameServer,
    askResolver,
    healthChecks: route53Calls(clients, clock),
    ...cloudWatchCalls(clients),
    ...snsCalls(clients),
    objects: operatorSwitch && switchObjects(clients, { ...operatorSwitch, accountId }),
  };
}
