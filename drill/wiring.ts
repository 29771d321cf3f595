/** What a drill looks at in a topology: the two addresses, the check of the PRIMARY record set, the promised cadence. */
import type { SiteRole, StackTopology } from "../recording/topology";
import type { Fault } from "../rehearsal/faults/fault";
import { faultNamed } from "../rehearsal/faults";
import type { FaultName } from "../rehearsal/faults/names";
import { siteCheckId } from "../rehearsal/siteCheck";
import { probeOf } from "../route53/probe";
import { probeCostSeconds, type FailoverBudget } from "../route53/timing";
import type { HealthCheck } from "../route53/types";
import type { Leg } from "./milestones";

/** The public address of a site. */
export function siteAddress(topology: StackTopology, role: SiteRole): string {
  const site = topology.sites.find((candidate) => candidate.role === role);
  if (site === undefined) throw new Error(`The topology of stack ${topology.stack} has no ${role} site.`);
  return site.publicIp;
}

/** One site or both, as people speak of them. */
export function sitesInWords(roles: readonly SiteRole[]): string {
  return roles.length > 1 ? "both sites" : `the ${roles.join()}`;
}

/** What a fault breaks, as people speak of it. */
export function targetsInWords({ targets, failureKind }: Pick<Fault, "targets" | "failureKind">): string {
  return failureKind === "switched" ? "the switch" : sitesInWords(targets);
}

/** The failover name as people write it. */
export function hostName({ record }: StackTopology): string {
  return record.name.replace(/\.$/, "");
}

/** The check of the primary itself; null when the PRIMARY record set has none. */
export function primaryCheckId(topology: StackTopology): string | null {
  return siteCheckId(topology, "primary");
}

/**
 * The check whose turn decides a way: the switch's for a fault of the switch, and on the way home from where the switch
 * has held the traffic; else the primary's own.
 */
export function turningCheckId(
  topology: StackTopology,
  fault: FaultName | undefined,
  way: Leg,
): string | null {
  const failureKind = fault && faultNamed(fault).failureKind;
  const isOfSwitch = failureKind === "switched" || (failureKind === "held" && way === "failback");
  return (isOfSwitch ? topology.operatorSwitch?.healthCheckId : null) ?? primaryCheckId(topology);
}

/** How the switch's check is declared; the budget promises nothing of it. */
export function switchCadence({ healthChecks, operatorSwitch }: StackTopology): PromisedCadence | null {
  const check = healthChecks.find(({ Id: id }) => id === operatorSwitch?.healthCheckId);
  if (!check) return null;
  const { RequestInterval = 30, FailureThreshold = 3 } = check.HealthCheckConfig;
  return { requestIntervalSeconds: RequestInterval, failureThreshold: FailureThreshold };
}

/** Whether an event is of the switch's check, or of one that has taken its place. */
export function isOfSwitch({ operatorSwitch }: StackTopology, checkId: string): boolean {
  return operatorSwitch !== null && checkId.startsWith(operatorSwitch.healthCheckId);
}

/** A check by the record set that uses it, as people speak of it; by its id when that is not one of the pair. */
export function checkLabel(topology: StackTopology, checkId: string): string {
  const isPrimary = siteCheckId(topology, "primary") === checkId;
  const isBackup = siteCheckId(topology, "backup") === checkId;
  if (isPrimary && isBackup) return "the check of both sites";
  if (isPrimary) return "the primary's check";
  if (isOfSwitch(topology, checkId)) return "the switch's check";
  if (topology.operatorSwitch?.calculatedHealthCheckId === checkId)
    return "the primary's check with the switch";
  return isBackup ? "the backup's check" : `check ${checkId}`;
}

/** The checks that checkers probe: those with an endpoint. */
export function probedChecks({ healthChecks }: StackTopology): HealthCheck[] {
  return healthChecks.filter((check) => probeOf(check) !== null);
}

/** How often a checker probes, and how many equal results in a row change its opinion. */
export interface PromisedCadence {
  readonly requestIntervalSeconds: number;
  readonly failureThreshold: number;
}

/**
 * The cadence that a budget's own rows imply. Detection takes k·I at worst for refused probes and k·(I+4) where
 * nothing answers, so the difference gives the threshold k. Read from the promise and not from the checks: a check
 * that does something else than promised must show.
 */
export function promisedCadence({ kinds }: FailoverBudget): PromisedCadence {
  const { refused, blackhole } = kinds;
  const extraSeconds = blackhole.detectionWorstSeconds - refused.detectionWorstSeconds;
  const failureThreshold = extraSeconds / (probeCostSeconds.blackhole - probeCostSeconds.refused);
  return { requestIntervalSeconds: refused.detectionWorstSeconds / failureThreshold, failureThreshold };
}
