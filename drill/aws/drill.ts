import type { RehearsalEvent } from "../../rehearsal/events";
import type { Finding } from "../finding";
import { NotRestoredError } from "../notRestored";
import { drilledStack } from "./drilledStack";
import { alarmLimitSeconds, alarmOverLimitSeconds } from "./figures";
import type { DrillHands } from "./hands";
import type { DrillJournal } from "./journal";
import type { Watched } from "./measured";
import type { DrillFacts, Seen } from "./preflight/facts";
import { preflightFindings } from "./preflight/rules";
import type { AwsTopology } from "./topology";
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
      readonly judgement: DrillJudgement;
      /** As it was closed. */
      readonly journal: DrillJournal;
      readonly watched: Watched;
      readonly events: readonly RehearsalEvent[];
    };

/**
 * Breaks a deployed primary and lets it come home. Whatever ends the program, the fault is undone: what undoes it is
 * written down, here and in the backup's region, and scheduled, before the fault is inflicted; in that order.
 *
 * @throws the signal's reason when it is aborted before anything was touched; NotRestoredError when the fault could not
 * be undone.
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

/** What is waited beyond what anything may take: a shutdown before the outage, a boot after it. */
const marginSeconds = 180;

/** How long the primary stays broken at most, in scenario seconds. */
function limitSeconds({ failoverBudget, alarms }: AwsTopology): number {
  return failoverBudget.worstSeconds + (alarms.length > 0 ? alarmLimitSeconds : 0) + marginSeconds;
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
  const { topology, fault, hands, signal, onStep, speed } = options;
  const journal = await newJournal(options, principal);
  signal.throwIfAborted();
  await onStep("journal", () => hands.openJournal(journal));
  const end = await breakAndWatch(options, journal, watch, watched);
  await onStep("restore", () => mend(options, journal, watch));
  const home = await onStep("failback", () => watch.untilHome(watched, homeLimitSeconds(topology)));
  const stopped = end.end === "stopped" ? end.reason : end.end === "interrupted" ? "Interrupted." : null;
  const judgement = judgeDrill({
    events: watch.events,
    watched,
    fault,
    speed,
    stopped,
    hasAlarms: topology.alarms.length > 0,
    worstLagSeconds: options.worstLagSeconds(),
  });
  const isInterrupted = end.end === "interrupted" || home.end === "interrupted";
  const verdict = isInterrupted ? "interrupted" : judgement.verdict;
  const closed = await onStep("close", () => hands.closeJournal({ ...journal, state: "closed", verdict }));
  return { outcome: "judged", judgement, journal: closed, watched, events: watch.events };
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

/** A call that fails may have done its work all the same: it ends like a drill that was stopped, in the restore. */
async function breakAndWatch(
  { topology, fault, hands, signal, onStep }: DrillOptions,
  journal: DrillJournal,
  watch: Watch,
  watched: Watched,
): Promise<WatchEnd> {
  try {
    await onStep("schedule", () => hands.arm(journal));
    if (signal.aborted) return { end: "interrupted" };
    return await onStep("failover", async () => {
      watch.marks.breaking();
      await hands.inflict(fault);
      watch.marks.broken();
      return watch.untilAway(watched, limitSeconds(topology));
    });
  } catch (error) {
    return { end: "stopped", reason: `${fault} could not be inflicted: ${textOf(error)}` };
  }
}

/** Never cut short: the signal is not asked. */
async function mend({ topology, hands }: DrillOptions, journal: DrillJournal, watch: Watch): Promise<void> {
  watch.marks.mending();
  try {
    await hands.restore(journal);
  } catch (cause) {
    if (cause instanceof NotRestoredError) throw cause;
    const remedy = `Try again: failover restore --stack ${topology.stack}`;
    const schedule = `a schedule will try at ${journal.undoneAt}`;
    throw new NotRestoredError(
      `${journal.fault} could not be undone: ${textOf(cause)}\n${remedy}; ${schedule}.`,
      { cause },
    );
  }
  watch.marks.mended();
}

function homeLimitSeconds({ failoverBudget, alarms }: AwsTopology): number {
  return failoverBudget.worstSeconds + (alarms.length > 0 ? alarmOverLimitSeconds : 0) + marginSeconds;
}

function valueOf<T>(what: string, sight: Seen<T>): T {
  if ("value" in sight) return sight.value;
  throw new Error(`${what} cannot be seen, and without that nothing can be drilled: ${sight.unseen}`);
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
