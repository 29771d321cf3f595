import type { RehearsalEvent } from "../rehearsal/events";
import { clampedTtlSeconds } from "../rehearsal/dns/resolver";
import { faultNamed } from "../rehearsal/faults";
import type { FaultName } from "../rehearsal/faults/names";
import type { FaultKind } from "../rehearsal/faults/fault";
import { drawFraction } from "../rehearsal/seed";
import type { StackTopology } from "../recording/topology";
import { baselineProblems } from "./baseline";
import type { Cloud, StartCloud } from "./cloud";
import { EventLog } from "./eventLog";
import { expectationOf } from "./expectation";
import { areChecksHealthy, isServedBy, latestAnswer, latestCheck } from "./latest";
import { NotRestoredError } from "./notRestored";
import { predict } from "./prediction";
import { toleranceSeconds } from "./tolerance";
import { alarmDue, heldBy, holdLimitSeconds, toldBy } from "./watcherDuties";
import { promisedCadence, siteAddress } from "./wiring";

/**
 * The steps of a scenario, in order; after a baseline that does not hold, none but `stop` follow. `hold` is there only
 * where the switch is to hold the traffic on the backup.
 */
export type ScenarioStep = "start" | "baseline" | "failover" | "hold" | "restore" | "failback" | "stop";

/** What to do to which cloud. */
export interface ScenarioOptions {
  readonly topology: StackTopology;
  readonly startCloud: StartCloud;
  readonly fault: FaultName;
  readonly failureKind: FaultKind;
  readonly speed: number;
  /** Decides the instant of the fault. */
  readonly seed: number;
  /** Ends the scenario early; what was broken is restored, and what was started is stopped. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: RehearsalEvent) => void;
  /** Runs each step, to show it; must call `work` once. A step that yields false has not reached what it waited for. */
  readonly onStep: <T>(step: ScenarioStep, work: () => Promise<T>) => Promise<T>;
}

/** What a scenario leaves behind: the facts to judge. */
export interface ScenarioRun {
  readonly events: readonly RehearsalEvent[];
  /** Why the baseline did not hold; then nothing was broken. */
  readonly baselineProblems: readonly string[];
  readonly worstLagSeconds: number;
}

/**
 * Breaks a healthy stack and lets it come home: proves the baseline, inflicts the fault at an instant that the seed
 * decides, watches until everyone is at the backup or the limit has passed, restores, and watches the way home likewise. Whatever happens, what was broken is restored and what was started is stopped.
 *
 * @throws the signal's reason when it is aborted; NotRestoredError when a site does not come back.
 */
export async function runScenario(options: ScenarioOptions): Promise<ScenarioRun> {
  const { signal } = options;
  signal.throwIfAborted();
  try {
    return await runInCloud(options);
  } catch (error) {
    if (error instanceof NotRestoredError) throw error;
    // A wait that was cut short says only that; the signal says why.
    signal.throwIfAborted();
    throw error;
  }
}

async function runInCloud(options: ScenarioOptions): Promise<ScenarioRun> {
  const { topology, startCloud, onEvent, onStep } = options;
  const log = new EventLog();
  const cloud = await onStep("start", () =>
    startCloud((event) => {
      log.append(event);
      onEvent(event);
    }),
  );
  try {
    const isWhole = await onStep("baseline", () => proveBaseline(options, cloud, log));
    const problems = isWhole ? [] : baselineProblems(log.events, topology);
    if (isWhole) await breakAndRestore(options, cloud, log);
    return { events: log.events, baselineProblems: problems, worstLagSeconds: cloud.worstLagSeconds() };
  } finally {
    await onStep("stop", () => cloud.stop());
  }
}

/** The largest budget is time enough for any checker to form an opinion, and for an answer to travel. */
function proveBaseline({ topology, signal }: ScenarioOptions, cloud: Cloud, log: EventLog): Promise<boolean> {
  const limitSeconds = topology.budget.worstSeconds + marginSeconds;
  return log.until((events) => baselineProblems(events, topology).length === 0, {
    clock: cloud.clock,
    limitSeconds,
    signal,
  });
}

async function breakAndRestore(options: ScenarioOptions, cloud: Cloud, log: EventLog): Promise<void> {
  const { topology, failureKind, speed, signal, onStep } = options;
  const { clock } = cloud;
  const due = predict(topology, failureKind, speed);
  cloud.resetLag();
  try {
    await onStep("failover", async () => {
      await clock.sleep(secondsToFault(options, clock.nowSeconds()), signal);
      await cloud.inflict(options.fault);
      return watchFault(options, cloud, log, due.failover.shopperSeconds.worstSeconds + lateSeconds);
    });
    if (failureKind === "held") await onStep("hold", () => watchHold(options, cloud, log));
  } finally {
    await onStep("restore", () => restore(cloud));
  }
  await onStep("failback", () => {
    const limitSeconds = due.failback.shopperSeconds.worstSeconds + lateSeconds;
    const isWhole = (events: readonly RehearsalEvent[]) =>
      areChecksHealthy(events, topology) && isServedBy(events, topology, "primary");
    return log.until(isWhole, { clock, limitSeconds, signal });
  });
}

/** Watches until the answers have done what they must, and until the watcher has told what it must. */
async function watchFault(
  options: ScenarioOptions,
  cloud: Cloud,
  log: EventLog,
  limitSeconds: number,
): Promise<boolean> {
  const { topology, fault, signal } = options;
  const isDone = await watchAnswers(options, cloud, log, limitSeconds);
  const due = alarmDue(topology, fault);
  if (!isDone || !due) return isDone;
  const isTold = (events: readonly RehearsalEvent[]) => toldBy(events, due) !== undefined;
  return log.until(isTold, {
    clock: cloud.clock,
    limitSeconds: due.limitSeconds + marginSeconds,
    signal,
  });
}

/**
 * Watches until everyone is at the backup; where the rules say that nobody moves, for as long as a move could take at
 * worst.
 */
async function watchAnswers(
  { topology, fault, signal }: ScenarioOptions,
  { clock }: Cloud,
  log: EventLog,
  limitSeconds: number,
): Promise<boolean> {
  if (expectationOf(faultNamed(fault)).answers === "primary") {
    await clock.sleep(limitSeconds, signal);
    return true;
  }
  const isAway = (events: readonly RehearsalEvent[]) => isServedBy(events, topology, "backup");
  const hasMoved = await log.until(isAway, { clock, limitSeconds, signal });
  if (!hasMoved) return false;
  // Nobody judges when a resolver that clamps follows, but the restore must not cut its clients' outage short.
  const primary = siteAddress(topology, "primary");
  const hasClampingMoved = (events: readonly RehearsalEvent[]) =>
    latestAnswer(events, "clamping")?.addresses.join() !== primary;
  await log.until(hasClampingMoved, { clock, limitSeconds: clampedTtlSeconds + marginSeconds, signal });
  // One more round of probes: whoever has moved must also stay.
  await clock.sleep(promisedCadence(topology.budget).requestIntervalSeconds, signal);
  return true;
}

/**
 * Watches until the watcher has put the switch on and its check has turned, mends the primary, and watches for as long
 * as the way home would take at worst without the switch.
 */
async function watchHold(
  { topology, speed, signal }: ScenarioOptions,
  cloud: Cloud,
  log: EventLog,
): Promise<boolean> {
  const { clock } = cloud;
  const isHeld = (events: readonly RehearsalEvent[]) =>
    heldBy(events) !== undefined &&
    latestCheck(events, topology.operatorSwitch?.healthCheckId ?? "")?.healthy === false;
  const limitSeconds = holdLimitSeconds(topology) + marginSeconds;
  const hasHeld = await log.until(isHeld, { clock, limitSeconds, signal });
  await cloud.heal();
  const { failback } = predict(topology, "blackhole", speed);
  await clock.sleep(failback.shopperSeconds.worstSeconds + lateSeconds, signal);
  return hasHeld;
}

/** What is watched beyond a limit, in scenario seconds, so that something late is still measured. */
const marginSeconds = 10;

const lateSeconds = toleranceSeconds("shopperSeconds") + marginSeconds;

/**
 * The fault's instant is the seed's own point of the checkers' cycle, so that the same seed meets the checkers in the
 * same phases however long the baseline took.
 */
function secondsToFault({ topology, seed }: ScenarioOptions, nowSeconds: number): number {
  const { requestIntervalSeconds } = promisedCadence(topology.budget);
  const pointSeconds = drawFraction(seed, "fault") * requestIntervalSeconds;
  const sinceSeconds = (nowSeconds - pointSeconds) % requestIntervalSeconds;
  return sinceSeconds <= 0 ? -sinceSeconds : requestIntervalSeconds - sinceSeconds;
}

async function restore(cloud: Cloud): Promise<void> {
  try {
    await cloud.restore();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new NotRestoredError(`A site could not be restored: ${reason}`, { cause });
  }
}
