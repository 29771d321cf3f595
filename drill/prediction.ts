import type { StackTopology } from "../recording/topology";
import { checkersOf } from "../rehearsal/checkers/checker";
import { connectLimitSeconds } from "../rehearsal/shoppers/page";
import { visitPeriodSeconds } from "../rehearsal/shoppers/shopper";
import type { FaultKind } from "../rehearsal/faults/fault";
import {
  detectionBounds,
  probeCostSeconds,
  recoveryBounds,
  type Bounds,
  type BudgetRow,
} from "../route53/timing";
import type { Leg, MilestoneName } from "./milestones";
import { isOfSwitch, primaryCheckId, promisedCadence, switchCadence } from "./wiring";

/** When each instant of both ways is due, in scenario seconds after the fault or after the restore. */
export type Prediction = Readonly<Record<Leg, Readonly<Record<MilestoneName, Bounds>>>>;

/**
 * Predicts both ways. The way out is the budget that the program itself promises; the way home follows from the same
 * cadence, by `recoveryBounds`. A resolver lags by up to the TTL that it was really given, so the rounding to whole
 * wall seconds counts (`wireTtlSeconds` times speed), plus the last second that it may round up.
 */
export function predict(topology: StackTopology, failureKind: FaultKind, speed: number): Prediction {
  if (failureKind === "inverted") {
    const atOnce = { earliestSeconds: 0, typicalSeconds: 0, worstSeconds: 0 };
    const ways = onwards(atOnce, atOnce, topology, speed);
    return { failover: ways, failback: ways };
  }
  if (failureKind === "switched") return predictSwitched(topology, speed);
  if (failureKind === "held") {
    const { failover } = predict(topology, "blackhole", speed);
    return { failover, failback: predictSwitched(topology, speed).failback };
  }
  const { budget } = topology;
  const cadence = { ...promisedCadence(budget), probeCostSeconds: probeCostSeconds[failureKind] };
  const cycleSeconds = cadence.requestIntervalSeconds + cadence.probeCostSeconds;
  const checkers = primaryCheckers(topology);
  const row = budget.kinds[failureKind];
  const detection = {
    earliestSeconds: row.detectionWorstSeconds - cadence.requestIntervalSeconds,
    typicalSeconds: row.detectionTypicalSeconds,
    worstSeconds: row.detectionWorstSeconds,
  };
  const outwards = probed(cadence.requestIntervalSeconds, cadence.probeCostSeconds, checkers);
  const homewards = probed(cycleSeconds, 0, checkers);
  const recovery = recoveryBounds({ ...cadence, checkers });
  return {
    failover: onwards(outwards, detection, topology, speed),
    failback: onwards(homewards, recovery, topology, speed),
  };
}

/**
 * The budget's row for a kind of failure. An inverted check has nothing to detect, so that only the aggregation delay,
 * the TTL and the resolver's last second are left of it; a switch is detected by its own check.
 */
export function promisedRow(topology: StackTopology, failureKind: FaultKind): BudgetRow {
  const { budget } = topology;
  if (failureKind === "held") return budget.kinds.blackhole;
  if (failureKind !== "inverted" && failureKind !== "switched") return budget.kinds[failureKind];
  const cachedSeconds = budget.aggregationSeconds + budget.ttlSeconds + 1;
  const { typicalSeconds, worstSeconds } =
    failureKind === "switched" ? switchBounds(topology).on : { typicalSeconds: 0, worstSeconds: 0 };
  return {
    detectionTypicalSeconds: Math.round(typicalSeconds * 10) / 10,
    detectionWorstSeconds: worstSeconds,
    totalWorstSeconds: worstSeconds + cachedSeconds,
  };
}

/** A switch turns its inverted check as soon as enough probes pass, and back when all but a few fail: S3 answers at once. */
function predictSwitched(topology: StackTopology, speed: number): Prediction {
  const { on, off } = switchBounds(topology);
  return { failover: onwards(on, on, topology, speed), failback: onwards(off, off, topology, speed) };
}

function switchBounds(topology: StackTopology): { readonly on: Bounds; readonly off: Bounds } {
  const declared = switchCadence(topology) ?? promisedCadence(topology.budget);
  const check = topology.healthChecks.find(({ Id: id }) => isOfSwitch(topology, id));
  const checkers = check ? checkersOf(check).length : 16;
  const cadence = { ...declared, probeCostSeconds: 0, checkers };
  return { on: recoveryBounds(cadence), off: detectionBounds(cadence) };
}

/** TTL on the wire in wall seconds: whole, as DNS has it, and at least 1. */
export function expectedWireTtlSeconds({ budget }: StackTopology, speed: number): number {
  return Math.max(1, Math.round(budget.ttlSeconds / speed));
}

function primaryCheckers(topology: StackTopology): number {
  const check = topology.healthChecks.find(({ Id }) => Id === primaryCheckId(topology));
  return check ? checkersOf(check).length : 16;
}

/** The first of the checkers' phases, evenly spread, and what its probe takes. */
function probed(spreadSeconds: number, costSeconds: number, checkers: number): Bounds {
  return {
    earliestSeconds: costSeconds,
    typicalSeconds: spreadSeconds / (checkers + 1) + costSeconds,
    worstSeconds: spreadSeconds + costSeconds,
  };
}

/** From the check to the answers, to the resolver's cache, to the shopper; each step adds its own wait. */
function onwards(
  firstProbeSeconds: Bounds,
  checkSeconds: Bounds,
  topology: StackTopology,
  speed: number,
): Record<MilestoneName, Bounds> {
  const { aggregationSeconds } = topology.budget;
  const ttlSeconds = expectedWireTtlSeconds(topology, speed) * speed;
  const authoritativeSeconds = later(
    checkSeconds,
    aggregationSeconds,
    aggregationSeconds,
    aggregationSeconds,
  );
  const resolverSeconds = later(authoritativeSeconds, 0, ttlSeconds / 2, ttlSeconds + 1);
  const shopperWorstSeconds = connectLimitSeconds + visitPeriodSeconds;
  const shopperSeconds = later(resolverSeconds, 0, visitPeriodSeconds / 2, shopperWorstSeconds);
  return { firstProbeSeconds, checkSeconds, authoritativeSeconds, resolverSeconds, shopperSeconds };
}

function later(from: Bounds, earliest: number, typical: number, worst: number): Bounds {
  return {
    earliestSeconds: from.earliestSeconds + earliest,
    typicalSeconds: from.typicalSeconds + typical,
    worstSeconds: from.worstSeconds + worst,
  };
}
