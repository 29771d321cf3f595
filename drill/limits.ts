import type { StackTopology } from "../recording/topology";
import type { Finding } from "./finding";
import { milestoneNames, milestonePhrases, type Leg, type MilestoneName } from "./milestones";
import type { Prediction } from "./prediction";
import type { Timeline } from "./timeline";
import { toleranceSeconds } from "./tolerance";

/** The program's own promise must fit the outage that its environment accepts, for every kind of failure. */
export function budgetFindings({ budget }: StackTopology): Finding[] {
  const { rtoSeconds, kinds } = budget;
  const tooLong = Object.entries(kinds).filter(([, { totalWorstSeconds }]) => totalWorstSeconds > rtoSeconds);
  return tooLong.map(([kind, { totalWorstSeconds }]) => ({
    rule: "budget-within-rto",
    message: `The budget for ${kind} is ${totalWorstSeconds} s at worst; the stack accepts ${rtoSeconds} s.`,
  }));
}

/**
 * Each instant must lie within its predicted range, widened by what measuring costs: not later than the worst, not
 * earlier than the earliest, and it must have been seen. Coming home is judged only from where somebody had left.
 */
export function limitFindings(measured: Timeline, predicted: Prediction): Finding[] {
  return (["failover", "failback"] as const).flatMap((leg) =>
    judgedMilestones
      .filter((name) => leg === "failover" || measured.failover[name] !== null)
      .flatMap((name) => milestoneFindings(leg, name, measured, predicted)),
  );
}

// The first probe only shows how the checkers' phases lay; nothing depends on it that the check does not show.
const judgedMilestones = milestoneNames.filter((name) => name !== "firstProbeSeconds");

function milestoneFindings(
  leg: Leg,
  name: MilestoneName,
  measured: Timeline,
  predicted: Prediction,
): Finding[] {
  const { earliestSeconds, worstSeconds } = predicted[leg][name];
  const tolerance = toleranceSeconds(name);
  const latest = toTenths(worstSeconds + tolerance);
  const earliest = toTenths(earliestSeconds - tolerance);
  const measuredSeconds = measured[leg][name];
  const rule = `${leg}-${name.replace("Seconds", "")}`;
  const what = `${leg}: ${milestonePhrases[leg][name]}`;
  const bound = (limit: number) => `${limit.toFixed(1)} s (${tolerance.toFixed(1)} s of it for measuring)`;
  if (measuredSeconds === null) {
    const message = `${what}: never seen; due by ${bound(latest)}.`;
    return [{ rule: `${rule}-never`, message, limitSeconds: latest }];
  }
  const after = `${what}: after ${measuredSeconds.toFixed(1)} s`;
  if (measuredSeconds > latest) {
    const message = `${after}, later than ${bound(latest)}.`;
    return [{ rule: `${rule}-late`, message, limitSeconds: latest, measuredSeconds }];
  }
  if (measuredSeconds < earliest) {
    const message = `${after}, earlier than ${earliest.toFixed(1)} s, the soonest that Route 53's rules allow.`;
    return [{ rule: `${rule}-early`, message, limitSeconds: earliest, measuredSeconds }];
  }
  return [];
}

function toTenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
