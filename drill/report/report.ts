import type { RehearsalEvent } from "../../rehearsal/events";
import type { FaultKind } from "../../rehearsal/faults/fault";
import { courseInWords } from "../expectation";
import { milestonePhrases, milestonesOf } from "../milestones";
import { expectedWireTtlSeconds, promisedRow } from "../prediction";
import type { Judgement } from "../verdict";
import { hostName, promisedCadence } from "../wiring";
import { timelineRows } from "./rows";
import type { Report } from "./schema";
import { verdictSentence, type JudgedFault } from "./sentence";
import { measuredFrom, predictedFrom } from "./sources";

/** A rehearsal that has ended, and what it was. */
export interface JudgedRun extends JudgedFault {
  readonly events: readonly RehearsalEvent[];
  readonly speed: number;
  readonly seed: number;
  /** The worst event-loop lag while it was measured, in scenario seconds. */
  readonly worstLagSeconds: number;
  /** Wall seconds of the whole command. */
  readonly tookSeconds: number;
}

/** Everything that a report tells about a rehearsal, in plain values. */
export function reportOf(run: JudgedRun): Report {
  const { topology, judgement, events, failureKind } = run;
  const { measured, findings, verdict } = judgement;
  return {
    schemaVersion: 1,
    verdict,
    sentence: verdictSentence(run),
    hostname: hostName(topology),
    sites: topology.sites
      .toSorted((a, b) => b.role.localeCompare(a.role))
      .map(({ role, region, publicIp }) => ({ role, region, publicIp })),
    settings: settingsOf(run),
    budget: {
      promisedSeconds: promisedRow(topology, failureKind).totalWorstSeconds,
      acceptedSeconds: topology.budget.rtoSeconds,
    },
    faultSeconds: measured.faultSeconds,
    restoreSeconds: measured.restoreSeconds,
    endSeconds: measured.endSeconds,
    worstLagSeconds: toThousandths(run.worstLagSeconds),
    tookWallSeconds: toThousandths(run.tookSeconds),
    figures: figuresOf(judgement, failureKind),
    shoppers: Object.entries(measured.shoppers).map(([kind, experience]) => ({ kind, ...experience })),
    findings: findings.map(({ rule, message, limitSeconds, measuredSeconds }) => ({
      rule,
      message,
      limitSeconds: limitSeconds ?? null,
      measuredSeconds: measuredSeconds ?? null,
    })),
    timeline: timelineRows(events, topology, measured.endSeconds),
  };
}

function settingsOf({ topology, judgement, fault, failureKind, speed, seed }: JudgedRun): Report["settings"] {
  const { ttlSeconds, aggregationSeconds } = topology.budget;
  return {
    stack: topology.stack,
    fault,
    expected: courseInWords(judgement.expectation),
    failureKind,
    speed,
    seed,
    ...promisedCadence(topology.budget),
    ttlSeconds,
    rehearsedTtlSeconds: toThousandths(expectedWireTtlSeconds(topology, speed) * speed),
    aggregationSeconds,
  };
}

/** A prediction is about a move: without one there is nothing to compare. */
function figuresOf(
  { predicted, measured, expectation }: Judgement,
  failureKind: FaultKind,
): Report["figures"] {
  if (measured.faultSeconds === null || expectation.answers === "primary") return [];
  return (["failover", "failback"] as const).flatMap((leg) =>
    milestonesOf(failureKind).map((name) => {
      const { earliestSeconds, typicalSeconds, worstSeconds } = predicted[leg][name];
      return {
        leg,
        milestone: name.replace("Seconds", ""),
        what: milestonePhrases[leg][name],
        earliestSeconds: toThousandths(earliestSeconds),
        typicalSeconds: toThousandths(typicalSeconds),
        worstSeconds: toThousandths(worstSeconds),
        measuredSeconds: measured[leg][name],
        predictedFrom: predictedFrom(name, failureKind),
        measuredFrom: measuredFrom[name],
      };
    }),
  );
}

function toThousandths(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
