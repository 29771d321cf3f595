import type { AnswerEvent, RehearsalEvent } from "../../rehearsal/events";
import { auditAnswers } from "../audit/answers";
import { auditPages } from "../audit/pages";
import { findingOf, type Finding } from "../finding";
import { acceptedLagSeconds } from "../tolerance";
import type { Verdict } from "../verdict";
import { siteAddress } from "../wiring";
import { drillFigures, figureFindings, type DrillFigure } from "./figures";
import type { DrillFault } from "./hands";
import { measureDrill, type DrillMeasured, type Watched } from "./measured";

/** What is to be judged: all that was observed, and the circumstances. */
export interface DrillEvidence {
  readonly events: readonly RehearsalEvent[];
  readonly watched: Watched;
  readonly fault: DrillFault;
  readonly speed: number;
  /** Why the drill was stopped before everyone was at the backup; null when it was not. */
  readonly stopped: string | null;
  readonly hasAlarms: boolean;
  /** The worst event-loop lag, in scenario seconds. */
  readonly worstLagSeconds: number;
}

/** Whether the deployed stack keeps its promise, and why not. */
export interface DrillJudgement {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly measured: DrillMeasured;
  readonly figures: readonly DrillFigure[];
}

/**
 * Judges a drill by its events alone: each instant against the latest that the stack's own budget allows, every answer
 * of the name servers, every page. Unknown fails. A machine that could not keep the schedule makes lateness inconclusive.
 */
export function judgeDrill(evidence: DrillEvidence): DrillJudgement {
  const { events, watched, fault, speed, stopped, hasAlarms, worstLagSeconds } = evidence;
  const measured = measureDrill(events, watched);
  const figures = drillFigures({ stack: watched.stack, fault, speed, measured, hasAlarms });
  const findings = [
    ...(stopped === null ? [] : [{ rule: "stopped", message: `The drill was stopped: ${stopped}` }]),
    ...takenHold(measured),
    ...figureFindings(figures),
    ...answerFindings(events, watched, measured),
    ...pageFindings(events, watched, measured),
  ];
  const isCertain = findings.some(({ measuredSeconds }) => measuredSeconds === undefined);
  const lag = lagFindings(worstLagSeconds);
  const verdict = isCertain
    ? "fail"
    : lag.length > 0
      ? "inconclusive"
      : findings.length > 0
        ? "fail"
        : "pass";
  return { verdict, findings: [...findings, ...lag], measured, figures };
}

function takenHold({ faultSeconds, restoreSeconds }: DrillMeasured): Finding[] {
  if (faultSeconds === null)
    return [{ rule: "fault", message: "The fault was never seen to take hold: no direct probe failed." }];
  if (restoreSeconds !== null) return [];
  return [{ rule: "restore", message: "The primary was never seen to serve again after the restore." }];
}

/** One name server at a time: they do not turn in the same moment. */
function answerFindings(
  events: readonly RehearsalEvent[],
  { stack, nameServers }: Watched,
  { restoreSeconds }: DrillMeasured,
): Finding[] {
  const addresses = { primary: siteAddress(stack, "primary"), backup: siteAddress(stack, "backup") };
  const isOther = (event: RehearsalEvent, server: string): event is AnswerEvent =>
    event.event === "answer" && (event.observer !== "authoritative" || event.server !== server);
  const breaches = nameServers.flatMap((server) =>
    auditAnswers(
      inOrder(events).filter((event) => !isOther(event, server)),
      addresses,
      restoreSeconds,
    ).map((sentence) => `${server}: ${sentence}`),
  );
  return findingOf("answers", breaches);
}

function pageFindings(
  events: readonly RehearsalEvent[],
  { resolvers }: Watched,
  { faultSeconds, restoreSeconds, failover, failback }: DrillMeasured,
): Finding[] {
  const moment = (from: number | null, seconds: number | null | undefined) =>
    from === null || seconds === null || seconds === undefined ? null : from + seconds;
  const [shoppersResolver = ""] = resolvers;
  const moments = {
    awaySeconds: moment(faultSeconds, failover.resolverSeconds[shoppersResolver]),
    restoreSeconds,
    homeSeconds: moment(restoreSeconds, failback.resolverSeconds[shoppersResolver]),
    // A real fault takes hold gradually: until the answers move, a page of the primary is nothing wrong.
    isPrimaryServing: true,
  };
  return findingOf("pages", auditPages(inOrder(events), moments));
}

function inOrder(events: readonly RehearsalEvent[]): RehearsalEvent[] {
  return events.toSorted((a, b) => a.atSeconds - b.atSeconds);
}

function lagFindings(worstLagSeconds: number): Finding[] {
  if (worstLagSeconds <= acceptedLagSeconds) return [];
  const message = `This machine was too busy to keep the schedule: up to ${worstLagSeconds.toFixed(2)} s late.`;
  const [limitSeconds, measuredSeconds] = [acceptedLagSeconds, worstLagSeconds];
  return [{ rule: "schedule", message, limitSeconds, measuredSeconds }];
}
