import type { RehearsalEvent } from "../rehearsal/events";
import type { StackTopology } from "../recording/topology";
import { detectionSeconds, probeCostSeconds, recoverySeconds, type FailureKind } from "../route53/timing";
import type { Finding } from "./finding";
import type { Leg } from "./milestones";
import { turningProbeStarts } from "./phases";
import type { Timeline } from "./timeline";
import { toleranceSeconds } from "./tolerance";
import { primaryCheckId, promisedCadence } from "./wiring";

/**
 * Compares what happened with what must happen given the probes that really took place: the check must turn when
 * `detectionSeconds` and `recoverySeconds` say so for the checkers' actual phases, and the authoritative server must
 * follow it by the aggregation delay. The check within 10 % or 1 s, whichever is more, the server within its tolerance.
 */
export function modelFindings(
  events: readonly RehearsalEvent[],
  topology: StackTopology,
  failureKind: FailureKind,
  measured: Timeline,
): Finding[] {
  const expectedFailover = expectedDetection(events, topology, failureKind, measured.faultSeconds);
  const expectedFailback = expectedRecovery(events, topology, measured.restoreSeconds);
  return [
    ...compareTurn("failover", "detection", expectedFailover, measured.failover.checkSeconds),
    ...compareAggregation("failover", topology, measured),
    ...compareTurn("failback", "recovery", expectedFailback, measured.failback.checkSeconds),
    ...compareAggregation("failback", topology, measured),
  ];
}

function expectedDetection(
  events: readonly RehearsalEvent[],
  topology: StackTopology,
  failureKind: FailureKind,
  faultSeconds: number | null,
): number | null {
  if (faultSeconds === null) return null;
  const starts = turningProbeStarts(events, primaryCheckId(topology), false, faultSeconds);
  const cadence = { ...promisedCadence(topology.budget), probeCostSeconds: probeCostSeconds[failureKind] };
  return detectionSeconds({ ...cadence, phasesSeconds: starts.map((start) => start - faultSeconds) });
}

function expectedRecovery(
  events: readonly RehearsalEvent[],
  topology: StackTopology,
  restoreSeconds: number | null,
): number | null {
  if (restoreSeconds === null) return null;
  const starts = turningProbeStarts(events, primaryCheckId(topology), true, restoreSeconds);
  const phasesSeconds = starts.map((start) => start - restoreSeconds);
  return recoverySeconds({ ...promisedCadence(topology.budget), phasesSeconds });
}

function compareTurn(leg: Leg, what: string, expected: number | null, measured: number | null): Finding[] {
  // Infinite or not a number: fewer checkers have turned than the check takes.
  if (expected === null || !Number.isFinite(expected) || measured === null) return [];
  return compare(leg, what, expected, measured, Math.max(1, 0.1 * expected));
}

function compareAggregation(leg: Leg, topology: StackTopology, measured: Timeline): Finding[] {
  const { checkSeconds, authoritativeSeconds } = measured[leg];
  if (checkSeconds === null || authoritativeSeconds === null) return [];
  const { aggregationSeconds } = topology.budget;
  const tolerance = toleranceSeconds("authoritativeSeconds");
  return compare(leg, "aggregation", aggregationSeconds, authoritativeSeconds - checkSeconds, tolerance);
}

function compare(leg: Leg, what: string, expected: number, measured: number, tolerance: number): Finding[] {
  if (Math.abs(measured - expected) <= tolerance) return [];
  const due = `${expected.toFixed(1)} s (± ${tolerance.toFixed(1)} s)`;
  const message = `${leg}: ${what} took ${measured.toFixed(1)} s; given these probes it takes ${due}.`;
  const limitSeconds = measured > expected ? expected + tolerance : expected - tolerance;
  return [{ rule: `${leg}-${what}-model`, message, limitSeconds, measuredSeconds: measured }];
}
