/** Which of a group's record sets answer, in one state of health, for one client. */
import { aliasedGroup, isAliasWithin } from "./aliasChains";
import type { Choice, Location } from "./policies/choice";
import { policyOf } from "./policies/routing";
import type { ResourceRecordSet } from "./types";
import type { Group, ZoneIndex } from "./zoneIndex";

/** All that an answer depends on besides the zone and the question. */
export interface Conditions {
  /** The status of a health check. */
  readonly isHealthy: (healthCheckId: string) => boolean;
  /** The health of an alias target outside the zone, by its canonical name. */
  readonly targetHealth: (targetName: string) => boolean;
  readonly location: Location;
}

/**
 * How each group of the zone answers under these conditions: by its policy among its healthy sets; where that finds
 * none, by its policy with all sets taken as healthy. Empty only where no set is for this client.
 * Source: developer guide, "How Route 53 chooses records when health checking is configured".
 */
export function selection(index: ZoneIndex, conditions: Conditions): (group: Group) => readonly Choice[] {
  const { isHealthy, targetHealth, location } = conditions;
  // Remembered, as the groups of a deep tree may be reached on very many ways.
  const healthyChoices = new Map<Group, readonly Choice[]>();

  const chooseHealthy = (group: Group): readonly Choice[] => {
    const known = healthyChoices.get(group);
    if (known) return known;
    const choices = policyOf(group[0])(group.filter(isSetHealthy), location);
    healthyChoices.set(group, choices);
    return choices;
  };

  /**
   * The set's own check and, where its alias evaluates it, the target's health must both hold; without either it is
   * healthy. A group is a healthy target while its policy finds a healthy set for this client, so that its parent
   * backs out of it otherwise.
   * Source: developer guide, "How health checks work in complex configurations".
   */
  const isSetHealthy = (recordSet: ResourceRecordSet): boolean => {
    const { HealthCheckId: id, AliasTarget: target } = recordSet;
    if (id !== undefined && !isHealthy(id)) return false;
    if (!target?.EvaluateTargetHealth) return true;
    if (!isAliasWithin(target, index)) return targetHealth(target.DNSName);
    const group = aliasedGroup(recordSet, index);
    return group !== undefined && chooseHealthy(group).length > 0;
  };

  return (group) => {
    const choices = chooseHealthy(group);
    return choices.length > 0 ? choices : policyOf(group[0])(group, location);
  };
}
