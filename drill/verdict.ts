import type { RehearsalEvent } from "../rehearsal/events";
import type { StackTopology } from "../recording/topology";
import type { FaultKind } from "../rehearsal/faults/fault";
import { auditAnswers } from "./audit/answers";
import { auditCalculated } from "./audit/calculated";
import { auditHealthyShare } from "./audit/healthyShare";
import { auditPages } from "./audit/pages";
import { auditRequestInterval } from "./audit/requestInterval";
import { auditThreshold } from "./audit/threshold";
import { auditWireTtl } from "./audit/wireTtl";
import { expectationOf, type Expectation } from "./expectation";
import { findingOf, type Finding } from "./finding";
import { budgetFindings, limitFindings } from "./limits";
import { modelFindings } from "./model";
import { expectedWireTtlSeconds, predict, type Prediction } from "./prediction";
import { stayFindings } from "./stay";
import { measure, type Timeline } from "./timeline";
import { watcherFindings } from "./watcherDuties";
import { acceptedLagSeconds } from "./tolerance";
import {
  isOfSwitch,
  primaryCheckId,
  promisedCadence,
  siteAddress,
  switchCadence,
  type PromisedCadence,
} from "./wiring";

/** What is to be judged: all events of a scenario, and the promises and circumstances to judge them by. */
export interface Evidence {
  readonly events: readonly RehearsalEvent[];
  /** What kept the stack from being whole before the fault, as the scenario found it. */
  readonly baselineProblems: readonly string[];
  readonly topology: StackTopology;
  readonly failureKind: FaultKind;
  /** What the rules say must happen; without it, what they say of a dead primary. */
  readonly expectation?: Expectation;
  /** Scenario seconds in a wall second. */
  readonly speed: number;
  /** The worst event-loop lag while it was measured, in scenario seconds. */
  readonly worstLagSeconds: number;
}

/** `inconclusive`: this machine could not keep the schedule, so nothing is proven either way. */
export type Verdict = "pass" | "fail" | "inconclusive";

/** Whether the program keeps its promise, why not, and both sides of the comparison. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** What the rules say must have happened. */
  readonly expectation: Expectation;
  readonly predicted: Prediction;
  readonly measured: Timeline;
}

/**
 * Judges a scenario by its events alone. Without any finding it passes. It is inconclusive when the machine could not
 * keep the schedule, unless a finding stands that lag cannot cause: a broken rule, a wrong answer, a baseline that
 * does not hold, something that never happened. Those fail, and so does lateness on a machine that kept up.
 */
export function judge(evidence: Evidence): Judgement {
  const { topology, failureKind, expectation = deadPrimary, speed, worstLagSeconds } = evidence;
  const measured = measure(evidence.events, topology);
  const judged = { ...evidence, events: evidence.events.filter(isJudged) };
  const predicted = predict(topology, failureKind, speed);
  const findings = [
    ...budgetFindings(topology),
    ...baselineFindings(evidence, measured),
    ...ruleFindings(judged),
    ...movementFindings({ ...judged, expectation }, measured, predicted),
    ...watcherFindings(evidence.events, topology),
  ];
  const isCertain = findings.some(({ measuredSeconds }) => measuredSeconds === undefined);
  const lag = lagFindings(worstLagSeconds);
  const verdict = verdictOf(findings.length > 0, isCertain, lag.length > 0);
  return { verdict, findings: [...findings, ...lag], expectation, predicted, measured };
}

/** A resolver that clamps breaks the TTL's promise, and no rule of Route 53's can hold it: it is only reported. */
function isJudged(event: RehearsalEvent): boolean {
  return event.event !== "answer" || event.observer !== "clamping";
}

const deadPrimary = expectationOf({
  targets: ["primary"],
  failureKind: "refused",
  failingProbes: "enough",
  pages: "none",
});

function verdictOf(hasFindings: boolean, isCertain: boolean, isLate: boolean): Verdict {
  if (isCertain) return "fail";
  if (isLate) return "inconclusive";
  return hasFindings ? "fail" : "pass";
}

function baselineFindings({ baselineProblems }: Evidence, { faultSeconds }: Timeline): Finding[] {
  if (baselineProblems.length > 0) return baselineProblems.map((message) => ({ rule: "baseline", message }));
  return faultSeconds === null ? [{ rule: "fault", message: "The fault was never seen to take hold." }] : [];
}

/** Route 53's rules by plain arithmetic on the raw events, independent of the code that is being rehearsed. */
function ruleFindings({ events, topology, speed }: Evidence): Finding[] {
  const ofSwitch = (event: RehearsalEvent) => "checkId" in event && isOfSwitch(topology, event.checkId);
  const ofSites = events.filter((event) => !ofSwitch(event));
  const cadence = promisedCadence(topology.budget);
  return [
    ...cadenceFindings(ofSites, cadence),
    ...cadenceFindings(events.filter(ofSwitch), switchCadence(topology) ?? cadence),
    ...findingOf("healthy-share", auditHealthyShare(events, topology.healthChecks)),
    ...findingOf("calculated", auditCalculated(events, topology.healthChecks)),
    ...findingOf("wire-ttl", auditWireTtl(events, expectedWireTtlSeconds(topology, speed))),
  ];
}

function cadenceFindings(events: readonly RehearsalEvent[], cadence: PromisedCadence): Finding[] {
  return [
    ...findingOf("request-interval", auditRequestInterval(events, cadence.requestIntervalSeconds)),
    ...findingOf("failure-threshold", auditThreshold(events, cadence.failureThreshold)),
  ];
}

/** What must follow from a fault; without one there is nothing to compare. */
function movementFindings(
  evidence: Evidence & Pick<Judgement, "expectation">,
  measured: Timeline,
  predicted: Prediction,
): Finding[] {
  const { events, topology, failureKind, expectation } = evidence;
  const { faultSeconds, restoreSeconds, failover, failback } = measured;
  if (faultSeconds === null) return [];
  if (expectation.answers === "primary") {
    return [...uncheckedFindings(topology), ...stayFindings({ events, topology, expectation, predicted })];
  }
  const addresses = { primary: siteAddress(topology, "primary"), backup: siteAddress(topology, "backup") };
  const moments = {
    awaySeconds: sum(faultSeconds, failover.resolverSeconds),
    restoreSeconds,
    homeSeconds: sum(restoreSeconds, failback.resolverSeconds),
    isPrimaryServing: expectation.primaryPages !== "none",
  };
  return [
    ...uncheckedFindings(topology),
    ...findingOf("answers", auditAnswers(events, addresses, restoreSeconds)),
    ...findingOf("pages", auditPages(events, moments)),
    ...limitFindings(measured, predicted),
    ...modelFindings(events, topology, failureKind, measured),
  ];
}

function uncheckedFindings(topology: StackTopology): Finding[] {
  if (primaryCheckId(topology) !== null) return [];
  const message = "The PRIMARY record set has no health check, so Route 53 takes it for healthy for ever.";
  return [{ rule: "primary-check", message }];
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

function lagFindings(worstLagSeconds: number): Finding[] {
  const limitSeconds = acceptedLagSeconds;
  if (worstLagSeconds <= limitSeconds) return [];
  const lag = `${worstLagSeconds.toFixed(2)} s late, more than ${limitSeconds.toFixed(1)} s`;
  const message = `This machine was too busy to keep the schedule: up to ${lag}. A lower --speed needs less of it.`;
  return [{ rule: "schedule", message, limitSeconds, measuredSeconds: worstLagSeconds }];
}
