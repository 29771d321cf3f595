import type { RehearsalEvent } from "../../rehearsal/events";
import type { Finding } from "../finding";
import { NotRestoredError } from "../notRestored";
import { breakAndWatch, limitSeconds, marginSeconds, mend } from "./breaking";
import { failureReason } from "./failureReason";
import { drilledStack } from "./drilledStack";
import { alarmOverLimitSeconds } from "./figures";
import type { DrillHands } from "./hands";
import type { DrillJournal, DrillVerdict } from "./journal";
import type { Watched } from "./measured";
import type { DrillFacts, Seen } from "./preflight/facts";
import { preflightFindings } from "./preflight/rules";
import type { AwsTopology } from "./topology";
import { undoByHand } from "./undo";
import { judgeDrill, type DrillJudgement } from "./verdict";
import { Watch, type WatchEnd, type WatchOptions } from "./watch";

/** The steps of a drill, in order. Nothing is touched before `journal`. */
export type DrillStep =
  "preflight" | "baseline" | "journal" | "schedule" | "failover" | "restore" | "failback" | "close";

/** What to drill, and with what. */
export interface DrillOptions extends Omit<WatchOptions, "hasAlarms"> {
  readonly topology: AwsTopology;
  /** Ids of preflight rules that need not hold. */
  readonly accepted: readonly string[];
  readonly speed: number;
  /** Wall time. */
  readonly now: () => Date;
  readonly hands: DrillHands;
  readonly gather: () => Promise<DrillFacts>;
  /** The labels of those who are asked; the first resolver is the shoppers'. */
  readonly nameServers: readonly string[];
  readonly resolvers: readonly string[];
  readonly worstLagSeconds: () => number;
  readonly onStep: <T>(step: DrillStep, work: () => Promise<T>) => Promise<T>;
}

/** What came of a drill. */
export type DrillOutcome =
  | { readonly outcome: "refused"; readonly findings: readonly Finding[] }
  | {
      readonly outcome: "judged";
      readonly verdict: DrillVerdict;
      readonly judgement: DrillJudgement;
      /** As it was closed; still open where something is not restored. */
      readonly journal: DrillJournal;
      readonly watched: Watched;
      readonly events: readonly RehearsalEvent[];
      /** What could not be undone, and what to do by hand; null when everything was. */
      readonly notRestored: NotRestoredError | null;
    };

/**
 * Breaks a deployed primary and lets it come home. Whatever ends the program, the fault is undone: what undoes it is
 * written down, here and in the backup's region, and scheduled, before the fault is inflicted; in that order.
 *
 * @throws the signal's reason when it is aborted before anything was touched.
 */
export async function runDrill(options: DrillOptions): Promise<DrillOutcome> {
  const { topology, fault, accepted, signal, gather, onStep } = options;
  signal.throwIfAborted();
  const facts = await onStep("preflight", gather);
  signal.throwIfAborted();
  const planned = { topology, fault, undoneAfterSeconds: undoneAfterSeconds(options) };
  const findings = preflightFindings(facts, planned, accepted);
  if (findings.length > 0) return { outcome: "refused", findings };
  const watched = {
    stack: drilledStack(
      topology,
      valueOf("The zone", facts.zone),
      valueOf("The health checks", facts.checks),
    ),
    nameServers: options.nameServers,
    resolvers: options.resolvers,
  };
  const watch = new Watch({ ...options, hasAlarms: topology.alarms.length > 0 });
  try {
    const limitSeconds = topology.failoverBudget.worstSeconds + marginSeconds;
    const missing = await onStep("baseline", () => watch.untilWhole(watched, limitSeconds));
    if (missing.length > 0)
      return { outcome: "refused", findings: missing.map((message) => ({ rule: "baseline", message })) };
    const principal = "value" in facts.caller ? facts.caller.value.arn : "unknown";
    return await drillWatched(options, watch, watched, principal);
  } finally {
    await watch.stop();
  }
}

const spareSeconds = 300;

function undoneAfterSeconds({ topology, speed }: DrillOptions): number {
  return (limitSeconds(topology) + spareSeconds) / speed;
}

async function drillWatched(
  options: DrillOptions,
  watch: Watch,
  watched: Watched,
  principal: string,
): Promise<DrillOutcome> {
  const { topology, hands, signal, onStep } = options;
  const journal = await newJournal(options, principal);
  signal.throwIfAborted();
  await onStep("journal", () => hands.openJournal(journal));
  const end = await breakAndWatch(options, journal, watch, watched);
  const seen = { outcome: "judged", watched } as const;
  try {
    const trace = await onStep("restore", () => mend(options, journal, watch));
    const home = await onStep("failback", () => watch.untilHome(watched, homeLimitSeconds(topology)));
    const isInterrupted = end.end === "interrupted" || home.end === "interrupted";
    if (!isInterrupted && !watch.isMended) throw new NotRestoredError(unserved(journal));
    const judgement = judged(options, watch, watched, end);
    const verdict = isInterrupted ? "interrupted" : trace === null ? judgement.verdict : "fail";
    const { problem, ...closed } = await close(options, { ...journal, state: "closed", verdict });
    const left = [trace, problem].filter((message) => message !== null);
    const told = withFindings(judgement, "left", left);
    return { ...seen, ...closed, events: watch.events, judgement: told, notRestored: null };
  } catch (error) {
    if (!(error instanceof NotRestoredError)) throw error;
    const judgement = withFindings(judged(options, watch, watched, end), "restore", [error.message]);
    return { ...seen, events: watch.events, verdict: "fail", judgement, journal, notRestored: error };
  }
}

/** By what was seen until now. */
function judged(
  { topology, fault, speed, worstLagSeconds }: DrillOptions,
  { events }: Watch,
  watched: Watched,
  end: WatchEnd,
): DrillJudgement {
  return judgeDrill({
    events,
    watched,
    fault,
    speed,
    stopped: end.end === "stopped" ? end.reason : end.end === "interrupted" ? "Interrupted." : null,
    hasAlarms: topology.alarms.length > 0,
    worstLagSeconds: worstLagSeconds(),
  });
}

function withFindings(judgement: DrillJudgement, rule: string, messages: readonly string[]): DrillJudgement {
  return {
    ...judgement,
    findings: [...judgement.findings, ...messages.map((message) => ({ rule, message }))],
  };
}

function unserved({ stack, fault, undo }: DrillJournal): string {
  return (
    `${fault} is undone, but the primary of ${stack} was not seen to serve again; shoppers are on the backup.\n` +
    `Look at it, or make the call again by hand, ${undoByHand(undo)}; then: failover restore --stack ${stack}`
  );
}

/** The journal as it is then; a problem makes a verdict of it that nobody takes for a success. */
async function close({ hands, onStep }: DrillOptions, journal: ClosedJournal): Promise<Closed> {
  const { id, stack } = journal;
  const closedAs = (verdict: DrillVerdict, problem: string | null = null): Closed => {
    return { verdict, journal: { ...journal, verdict }, problem };
  };
  try {
    const found = await onStep("close", () => hands.closeJournal(journal));
    // Somebody who restored from elsewhere has made room for another drill already.
    if (found.id !== id || found.verdict === null) return closedAs("interrupted");
    return { verdict: found.verdict, journal: found, problem: null };
  } catch (error) {
    const problem = `Everything is restored, but the journal could not be closed: ${failureReason(error)}; failover restore --stack ${stack} closes it.`;
    return closedAs(journal.verdict === "interrupted" ? "interrupted" : "fail", problem);
  }
}

type ClosedJournal = DrillJournal & { readonly verdict: DrillVerdict };

interface Closed {
  readonly verdict: DrillVerdict;
  readonly journal: DrillJournal;
  readonly problem: string | null;
}

async function newJournal(options: DrillOptions, principal: string): Promise<DrillJournal> {
  const { topology, fault, hands, now } = options;
  const undo = await hands.undoFor(fault);
  const started = now();
  const startedAt = started.toISOString();
  const id = `${startedAt}-${fault}`;
  return {
    version: 1,
    id,
    state: "open",
    stack: topology.stack,
    accountId: topology.accountId,
    fault,
    principal,
    startedAt,
    undoneAt: new Date(started.getTime() + undoneAfterSeconds(options) * 1000).toISOString(),
    undo,
    schedule: hands.scheduleFor(startedAt),
    verdict: null,
  };
}

function homeLimitSeconds({ failoverBudget, alarms }: AwsTopology): number {
  return failoverBudget.worstSeconds + (alarms.length > 0 ? alarmOverLimitSeconds : 0) + marginSeconds;
}

function valueOf<T>(what: string, sight: Seen<T>): T {
  if ("value" in sight) return sight.value;
  throw new Error(`${what} cannot be seen, and without that nothing can be drilled: ${sight.unseen}`);
}
