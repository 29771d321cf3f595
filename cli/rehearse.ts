import { randomInt } from "node:crypto";
import { closest, distance } from "fastest-levenshtein";
import { rehearsalCloud } from "../drill/cloud";
import { expectationOf, type Expectation } from "../drill/expectation";
import { runScenario, type ScenarioStep } from "../drill/scenario";
import { reportFiles } from "../drill/report/files";
import { reportOf } from "../drill/report/report";
import { judge } from "../drill/verdict";
import { recordStack } from "../recording/record";
import { stackNames } from "../recording/stackFiles";
import { stackTopology } from "../recording/stackTopology";
import type { StackTopology } from "../recording/topology";
import { faultNamed, type FaultName } from "../rehearsal/faults";
import { speedProblem } from "../rehearsal/speed";
import { UserError } from "./errors";
import { exitCodes, type ExitCode } from "./exitCodes";
import { narrator } from "./narrator";
import { liveProgress, plainProgress, silentProgress, type Progress } from "./progress";
import { rehearsalReport } from "./rehearsalReport";
import { openReportFolder, type ReportFolder } from "./reportFiles";
import { rehearseAll } from "./rehearseAll";
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
  readonly topologyOf: (stack: string, projectDirectory: string) => Promise<StackTopology>;
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
  const { stack, fault, speed, seed = randomInt(1_000_000), json } = options;
  const { stdout, projectDirectory, signal } = surroundings;
  const progress = progressFor(surroundings, json);
  refuseUnknownStack(stack, projectDirectory);
  const folder = reportFolderFor(options);
  const topology = await progress.step(`Recording the program of stack ${stack}`, () =>
    parts.topologyOf(stack, projectDirectory),
  );
  const problem = speedProblem(topology, speed);
  if (problem !== null) throw new UserError(problem);
  const hasColor = isTerminal(surroundings) && !surroundings.environment["NO_COLOR"];
  if (fault === "all") {
    const startCloud = parts.cloud({ topology, speed, seed });
    return rehearseAll({ ...surroundings, topology, startCloud, speed, seed, json, hasColor, progress });
  }
  const narrate = narrator(topology);
  const { failureKind } = faultNamed(fault);
  const expectation = expectationOf(faultNamed(fault));
  const run = await runScenario({
    topology,
    startCloud: parts.cloud({ topology, speed, seed }),
    fault,
    failureKind,
    speed,
    seed,
    signal,
    onEvent: (event) => {
      if (json) stdout.write(`${JSON.stringify(event)}\n`);
      const narration = narrate(event);
      if (narration) progress.say(narration.text, narration.isNews);
    },
    onStep: (step, work) => progress.step(stepTitle(step, expectation), work),
  });
  const judgement = judge({ ...run, topology, failureKind, expectation, speed });
  const tookSeconds = surroundings.elapsedSeconds();
  const result = { topology, judgement, fault, failureKind, speed, seed, tookSeconds };
  if (json) stdout.write(verdictLine(result, run.worstLagSeconds));
  else stdout.write(`\n${rehearsalReport(result, hasColor)}`);
  const { events, worstLagSeconds } = run;
  folder?.write(reportFiles(reportOf({ ...result, events, worstLagSeconds })));
  return judgement.verdict === "pass" ? exitCodes.holds : exitCodes.finding;
}

function reportFolderFor({ fault, report }: RehearseOptions): ReportFolder | null {
  if (report === undefined) return null;
  if (fault === "all")
    throw new UserError("--report is for one fault at a time: give --fault the name of one.");
  return openReportFolder(report);
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
  restore: "Restoring what was broken",
  failback: "Watching everyone come home",
  stop: "Stopping everything",
};

/** Runs the stack's real program under recording; what it refuses is the user's to put right. */
async function recordedTopology(stack: string, projectDirectory: string): Promise<StackTopology> {
  const recording = await recordStack(stack, { projectDirectory });
  if (recording.errors.length > 0) throw new UserError(recording.errors.join("\n"));
  return stackTopology(recording);
}

function refuseUnknownStack(stack: string, projectDirectory: string): void {
  const known = stackNames(projectDirectory);
  if (known.includes(stack)) return;
  const nearest = known.length > 0 ? closest(stack, known) : "";
  const isNear = nearest !== "" && distance(stack, nearest) <= Math.max(2, stack.length / 3);
  const hint = isNear ? ` Did you mean ${nearest}?` : "";
  const files = known.map((name) => `Pulumi.${name}.yaml`).join(", ") || "none";
  throw new UserError(`there is no stack ${stack}.${hint}\nStack files here: ${files}`);
}

function progressFor(surroundings: Surroundings, json: boolean): Progress {
  if (json) return silentProgress;
  return isTerminal(surroundings) ? liveProgress() : plainProgress(surroundings.stdout);
}

function isTerminal({ stdout, environment }: Surroundings): boolean {
  return stdout.isTTY === true && environment["TERM"] !== "dumb";
}
