import type { FoundTopology } from "../topologySource";
import { alarmSights, unconfirmedSights } from "./alarms";
import { answerSights } from "./answers";
import { checkSights } from "./checks";
import { findingsOf } from "./findings";
import { lastDrill } from "./lastDrill";
import { newLook } from "./look";
import { switchSight } from "./operatorSwitch";
import { siteSight } from "./sites";
import type { StackSights, Status } from "./status";
import type { SightWorld } from "./world";

/**
 * Looks at everything that a stack's failover hangs on, all of it at once; nothing is changed.
 *
 * @param unseenBefore What is known not to be seen already, each with its reason.
 * @throws the signal's reason when it aborts.
 */
export async function lookAtStack(
  { topology, from }: FoundTopology,
  world: SightWorld,
  unseenBefore: readonly string[],
  signal: AbortSignal,
): Promise<Status> {
  const look = newLook(signal);
  const [sites, checks, answers, operatorSwitch, alarms, unconfirmed, drill] = await Promise.all([
    Promise.all(topology.sites.map((site) => siteSight(site, topology, world, signal))),
    checkSights(topology, world, look),
    answerSights(topology, world, look),
    topology.operatorSwitch && switchSight(topology.operatorSwitch, world, look),
    alarmSights(topology, world, look),
    unconfirmedSights(topology, world, look),
    lastDrill(world, look),
  ]);
  signal.throwIfAborted();
  const sights: StackSights = { sites, checks, answers, operatorSwitch, alarms, unconfirmed, drill };
  const findings = findingsOf(sights, topology);
  const unseen = [...unseenBefore, ...look.unseen];
  return {
    schemaVersion: 1,
    at: new Date(world.nowMs()).toISOString(),
    stack: topology.stack,
    accountId: topology.accountId,
    hostname: topology.record.name,
    topologyFrom: from,
    isWell: findings.length === 0 && unseen.length === 0,
    findings,
    unseen,
    ...sights,
  };
}
