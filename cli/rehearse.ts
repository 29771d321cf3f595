import { randomInt } from "node:crypto";
import { rehearsalCloud } from "../drill/cloud";
import { expectationOf, type Expectation } from "../drill/expectation";
import { runScenario, type ScenarioStep } from "../drill/scenario";
import { reportFileNames, reportFiles, type ReportFiles } from "../drill/report/files";
import { reportOf } from "../drill/report/report";
import { judge } from "../drill/verdict";
import type { StackTopology } from "../recording/topology";
import { faultNamed } from "../rehearsal/faults";
import { faultNames, missingFor, type FaultName, type MissingSetting } from "../rehearsal/faults/names";
import { speedProblem } from "../rehearsal/speed";
import { UserError } from "./errors";
import { exitCodes, type ExitCode } from "./exitCodes";
import { narrator } from "./narrator";
import { liveProgress, plainProgress, silentProgress, type Progress } from "./progress";
import { recordedTopology, refuseUnknownStack, type AssumedSettings } from "./recordedStack";
import { rehearsalReport } from "./rehearsalReport";
import { openReportFolder, openReportFolders, type ReportFolder } from "./reportFiles";
import { rehearseAll, type AllFaultsOptions } from "./rehearseAll";
import type { Surroundings } from "./surroundings";
import { verdictLine } from "./verdictLine";

/** What `failover rehearse` was asked to do. */
export interface RehearseOptions {
  readonly stack: string;
  readonly fault: FaultName | "all";
  /** Scenario seconds in a wall second, at least 1. */
  readonly speed: number;
  /** Drawn at random when it is not given. */
  readonly seed?: number;
  /** The folder for the report's files; none are written when it is not given. */
  readonly report?: string;
  readonly json: boolean;
}

/** What a rehearsal is made of; tests put their own in place. */
export interface RehearseParts {
  readonly topologyOf: typeof recordedTopology;
  readonly cloud: typeof rehearsalCloud;
}

/**
 * Rehearses the failover of a stack as its program declares it, and prints the verdict.
 *
 * @throws UserError for an unknown stack, a program that refuses its settings, an impossible speed, or a folder that
 * cannot take the report.
 */
export async function rehearse(
  options: RehearseOptions,
  surroundings: Surroundings,
  parts: RehearseParts = { topologyOf: recordedTopology, cloud: rehearsalCloud },
): Promise<ExitCode> {
  const { stack, fault, speed, seed = randomInt(1_000_000), json, report } = options;
  const { projectDirectory } = surroundings;
  const progress = progressFor(surroundings, json);
  refuseUnknownStack(stack, projectDirectory);
  const isForAll = fault === "all";
  const folder = report !== undefined && !isForAll ? openReportFolder(report, reportFileNames) : null;
  const folders = report !== undefined && isForAll ? openReportFolders(report, faultNames) : null;
  const recorded = await progress.step(`Recording the program of stack ${stack}`, () =>
    parts.topologyOf(stack, projectDirectory),
  );
  const missing = isForAll ? null : missingFor(fault, recorded);
  if (missing !== null) throw new UserError(partMissing(stack, fault, missing));
  const assumption = assumptionFor(fault, recorded);
  const topology = assumption
    ? await progress.step(`Recording it as if it had ${assumption.words}`, () =>
        parts.topologyOf(stack, projectDirectory, assumption.settings),
      )
    : recorded;
  const problem = speedProblem(topology, speed);
  if (problem !== null) throw new UserError(problem);
  const hasColor = isTerminal(surroundings) && !surroundings.environment["NO_COLOR"];
  const startCloud = parts.cloud({ topology, speed, seed });
  const assumed = assumption?.words ?? null;
  const common = { ...surroundings, assumed, topology, startCloud, speed, seed, json, hasColor, progress };
  return isForAll ? rehearseAll({ ...common, folders }) : rehearseOne({ ...common, fault, folder });
}

function partMissing(stack: string, fault: string, setting: MissingSetting): string {
  return `${fault} needs ${partNames[setting]}, and stack ${stack} has none.\nSet ${setting}, or choose another fault.`;
}

const partNames: Readonly<Record<MissingSetting, string>> = {
  "operatorSwitch.enabled": "an operator's switch",
  "siteWatcher.enabled": "a site watcher",
  "dataSync.enabled": "replicated content",
};

/** Manual failback can be tried before a stack has it. */
function assumptionFor(
  fault: FaultName | "all",
  { siteWatcher }: StackTopology,
): { readonly words: string; readonly settings: AssumedSettings } | null {
  const isManual = typeof siteWatcher?.plan.operatorSwitch?.holdAfterMinutes === "number";
  if (fault !== "manual-failback" || isManual) return null;
  return { words: "operatorSwitch.failback: manual", settings: { operatorSwitch: { failback: "manual" } } };
}

interface OneFaultOptions extends Omit<AllFaultsOptions, "folders"> {
  readonly fault: FaultName;
  /** What the stack was recorded with beside its own settings; null for nothing. */
  readonly assumed: string | null;
  /** Takes the report; null when none is asked for. */
  readonly folder: ReportFolder<keyof ReportFiles> | null;
}

async function rehearseOne(options: OneFaultOptions): Promise<ExitCode> {
  const { topology, fault, speed, json, stdout, progress } = options;
  const narrate = narrator(topology);
  const { failureKind } = faultNamed(fault);
  const expectation = expectationOf(faultNamed(fault));
  const run = await runScenario({
    ...options,
    failureKind,
    onEvent: (event) => {
      if (json) stdout.write(`${JSON.stringify(event)}\n`);
      const narration = narrate(event);
      if (narration) progress.say(narration.text, narration.isNews);
    },
    onStep: (step, work) => progress.step(stepTitle(step, expectation), work),
  });
  const judgement = judge({ ...run, topology, failureKind, expectation, speed });
  const result = { ...options, judgement, failureKind, tookSeconds: options.elapsedSeconds() };
  if (json) stdout.write(verdictLine(result, run.worstLagSeconds));
  else stdout.write(`\n${rehearsalReport(result, options.hasColor)}`);
  options.folder?.write(reportFiles(reportOf({ ...result, ...run })));
  return judgement.verdict === "pass" ? exitCodes.holds : exitCodes.finding;
}

function stepTitle(step: ScenarioStep, { answers }: Expectation): string {
  if (step === "failover" && answers === "primary")
    return "Inflicting the fault and watching the answers stay with the primary";
  return stepTitles[step];
}

const stepTitles: Readonly<Record<ScenarioStep, string>> = {
  start: "Bringing it up on loopback: two sites, their checkers, name server, resolver, shoppers",
  baseline: "Proving the baseline: all checks healthy, shoppers served by the primary",
  failover: "Breaking the primary and watching everyone move to the backup",
  hold: "Waiting for the watcher to hold the traffic, mending the primary, and watching nobody move",
  restore: "Restoring what was broken",
  failback: "Watching everyone come home",
  stop: "Stopping everything",
};

function progressFor(surroundings: Surroundings, json: boolean): Progress {
  if (json) return silentProgress;
  return isTerminal(surroundings) ? liveProgress() : plainProgress(surroundings.stdout);
}

function isTerminal({ stdout, environment }: Surroundings): boolean {
  return stdout.isTTY === true && environment["TERM"] !== "dumb";
}
