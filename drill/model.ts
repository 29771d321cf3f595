import type { RehearsalEvent } from "../rehearsal/events";
import type { StackTopology } from "../recording/topology";
import type { FaultKind } from "../rehearsal/faults/fault";
import { detectionSeconds, probeCostSeconds, recoverySeconds } from "../route53/timing";
import type { Finding } from "./finding";
import type { Leg } from "./milestones";
import { turningProbes } from "./phases";
import type { Timeline } from "./timeline";
import { acceptedLagSeconds, toleranceSeconds } from "./tolerance";
import { primaryCheckId, promisedCadence, switchCadence } from "./wiring";

/**
 * Compares what happened with what must happen given the probes that really took place: the check must turn when
 * `detectionSeconds` and `recoverySeconds` say so for the checkers' actual phases, and the authoritative server must
 * follow it by the aggregation delay. The check within 10 % or 1 s, whichever is more, the server within its tolerance.
 * A check that is inverted meanwhile waits for no probe: it turns at once, both ways.
 */
export function modelFindings(
  events: readonly RehearsalEvent[],
  topology: StackTopology,
  failureKind: FaultKind,
  measured: Timeline,
): Finding[] {
  const { detection, recovery } = turns(events, topology, failureKind, measured);
  return [
    ...compareTurn("failover", "detection", detection, measured.failover.checkSeconds),
    ...compareAggregation("failover", topology, measured),
    ...compareTurn("failback", "recovery", recovery, measured.failback.checkSeconds),
    ...compareAggregation("failback", topology, measured),
  ];
}

function turns(
  events: readonly RehearsalEvent[],
  topology: StackTopology,
  failureKind: FaultKind,
  measured: Timeline,
): Turns {
  if (failureKind === "inverted") return { detection: 0, recovery: 0 };
  if (failureKind === "switched") return turnsBySwitch(events, topology, measured);
  if (failureKind === "held") {
    const { detection } = turnsByProbes(events, topology, probeCostSeconds.blackhole, measured);
    return { detection, recovery: turnsBySwitch(events, topology, measured).recovery };
  }
  return turnsByProbes(events, topology, probeCostSeconds[failureKind], measured);
}

/** Seconds from the fault, and from the restore, until the check turns. */
interface Turns {
  readonly detection: number;
  readonly recovery: number;
}

/** The switch's check is inverted: it turns unhealthy as others recover, and healthy as others fail. */
function turnsBySwitch(
  events: readonly RehearsalEvent[],
  topology: StackTopology,
  { faultSeconds, restoreSeconds }: Timeline,
): Turns {
  const cadence = switchCadence(topology);
  if (!cadence) return { detection: NaN, recovery: NaN };
  const checkId = topology.operatorSwitch?.healthCheckId ?? null;
  const on = probesAround(events, checkId, true, faultSeconds, 0);
  const off = probesAround(events, checkId, false, restoreSeconds, 0);
  const { failureThreshold } = cadence;
  return {
    detection: recoverySeconds({ ...cadence, ...on }) + failureThreshold * on.overheadSeconds,
    recovery: detectionSeconds({ ...cadence, ...off }) + failureThreshold * off.overheadSeconds,
  };
}

function turnsByProbes(
  events: readonly RehearsalEvent[],
  topology: StackTopology,
  costSeconds: number,
  measured: Timeline,
): Turns {
  const cadence = promisedCadence(topology.budget);
  const checkId = primaryCheckId(topology);
  const left = probesAround(events, checkId, false, measured.faultSeconds, costSeconds);
  const returned = probesAround(events, checkId, true, measured.restoreSeconds, 0);
  return {
    detection: detectionSeconds({ ...cadence, ...left }) + cadence.failureThreshold * left.overheadSeconds,
    recovery:
      recoverySeconds({ ...cadence, ...returned }) + cadence.failureThreshold * returned.overheadSeconds,
  };
}

/** The checkers' phases at a moment, what a probe costs, and what this machine adds to that. */
interface ProbesAround {
  /** Infinity for a checker that has not turned, -Infinity for one that had nothing to turn from. */
  readonly phasesSeconds: readonly number[];
  readonly probeCostSeconds: number;
  /** Median of what the probes took beyond their cost: work of this machine that speed does not divide. */
  readonly overheadSeconds: number;
}

function probesAround(
  events: readonly RehearsalEvent[],
  checkId: string | null,
  passed: boolean,
  aroundSeconds: number | null,
  costSeconds: number,
): ProbesAround {
  const around = aroundSeconds ?? NaN;
  const probes = turningProbes(events, checkId, passed, around);
  const overheads = probes
    .filter((probe) => probe !== null && probe !== "already")
    .map(({ atSeconds, startedAtSeconds }) => atSeconds - startedAtSeconds - costSeconds)
    .sort((a, b) => a - b);
  const median = overheads[Math.floor(overheads.length / 2)] ?? 0;
  return {
    phasesSeconds: probes.map((probe) =>
      probe === "already" ? -Infinity : (probe?.startedAtSeconds ?? Infinity) - around,
    ),
    probeCostSeconds: costSeconds,
    overheadSeconds: Math.min(Math.max(0, median), acceptedLagSeconds),
  };
}

function compareTurn(leg: Leg, what: string, expected: number, measured: number | null): Finding[] {
  // Infinite or not a number: fewer checkers have turned than the check takes, or there was nothing to turn for.
  if (!Number.isFinite(expected) || measured === null) return [];
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
