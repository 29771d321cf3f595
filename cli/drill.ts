import { runDrill, type DrillOptions, type DrillStep } from "../drill/aws/drill";
import { drilledStack } from "../drill/aws/drilledStack";
import type { DrillFault } from "../drill/aws/hands";
import type { DrillFacts } from "../drill/aws/preflight/facts";
import { preflightRules } from "../drill/aws/preflight/rules";
import { drillFileNames, drillFiles } from "../drill/aws/page/files";
import type { AwsCall } from "../drill/aws/callLog";
import type { AwsTopology } from "../drill/aws/topology";
import type { RehearsalEvent } from "../rehearsal/events";
import { KnownNames } from "./answerNames";
import type { topologyOf } from "./awsStack";
import type { AwsFlags } from "./awsFlags";
import { awsDrillParts } from "./drillParts";
import { drillRefusal, drillResult } from "./drillResult";
import { UserError } from "./errors";
import { exitCodes, type ExitCode } from "./exitCodes";
import { narrator } from "./narrator";
import { liveProgress, plainProgress, silentProgress, type Progress } from "./progress";
import { openReportFolder } from "./reportFiles";
import type { Surroundings } from "./surroundings";

/** The flags of `drill`. */
export interface DrillCommandOptions extends AwsFlags {
  readonly fault: DrillFault;
  readonly confirm?: string;
  readonly accept: readonly string[];
  /** The folder for report.json and report.html; none are written when it is not given. */
  readonly report?: string;
}

/** What a drill is made of; tests put their own in place. */
export interface DrillParts {
  readonly topologyOf: typeof topologyOf;
  /** All that reaches the world. */
  readonly stage: (
    topology: AwsTopology,
    options: DrillCommandOptions,
    signal: AbortSignal,
    environment: Surroundings["environment"],
  ) => Promise<DrillStage>;
}

/** The world of one drill. */
export interface DrillStage extends Pick<
  DrillOptions,
  "clock" | "now" | "hands" | "gather" | "observe" | "nameServers" | "resolvers" | "worstLagSeconds"
> {
  /** The requests that AWS has answered so far. */
  readonly calls: () => readonly AwsCall[];
}

/**
 * Drills the failover of a deployed stack, and prints the verdict.
 *
 * @throws UserError for a topology that cannot be drilled, an unknown rule, or a missing confirmation; NotRestoredError, once
 * the report is written.
 */
export async function drill(
  options: DrillCommandOptions,
  surroundings: Surroundings,
  parts: DrillParts = awsDrillParts,
): Promise<ExitCode> {
  const { fault, speed, json, accept, report } = options;
  const { stdout, signal, environment } = surroundings;
  const topology = await parts.topologyOf(options, surroundings);
  refuseUnfit(topology, options);
  const folder = report === undefined ? null : openReportFolder(report, drillFileNames);
  const stage = await parts.stage(topology, options, signal, environment);
  const progress = progressFor(surroundings, json);
  const told = teller(topology, stage, progress);
  const outcome = await runDrill({
    ...stage,
    gather: told.gather,
    topology,
    fault,
    speed,
    accepted: accept,
    signal,
    onEvent: (event) => {
      if (json) stdout.write(`${JSON.stringify(event)}\n`);
      told.tell(event);
    },
    onStep: (step, work) => progress.step(stepTitles[step], work),
  });
  if (outcome.outcome === "refused") {
    stdout.write(drillRefusal(outcome.findings, json));
    return exitCodes.finding;
  }
  const judged = { ...outcome, calls: stage.calls(), speed };
  const { verdict, notRestored } = outcome;
  // What is to be done by hand must not be lost below a table, nor by a report that cannot be written.
  if (json || !notRestored) stdout.write(drillResult(judged, json));
  try {
    folder?.write(drillFiles(judged));
  } catch (error) {
    throw notRestored ?? error;
  }
  if (notRestored) throw notRestored;
  if (verdict === "interrupted") return exitCodes.interrupted;
  return verdict === "pass" ? exitCodes.holds : exitCodes.finding;
}

/** Before anything is looked at on AWS. */
function refuseUnfit(topology: AwsTopology, { stack, confirm, accept }: DrillCommandOptions): void {
  const name = topology.record.name.replace(/\.$/, "");
  if (topology.stack !== stack)
    throw new UserError(
      `these are the outputs of stack ${topology.stack}, not of ${stack}.\nGive --stack ${topology.stack}, or the outputs of ${stack}.`,
    );
  const lacking =
    topology.operatorSwitch === null ? "operatorSwitch" : topology.operations ? null : "operations";
  if (lacking !== null)
    throw new UserError(
      `stack ${stack} has no ${lacking}, which a drill needs.\nSet ${lacking}.enabled and deploy it.`,
    );
  const rules = preflightRules.map(({ id }) => id);
  const unknown = accept.find((rule) => !rules.includes(rule));
  if (unknown !== undefined) {
    const nearest = new KnownNames(rules).nearest(unknown);
    const hint = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
    throw new UserError(`--accept ${unknown}: there is no such rule.${hint}\nRules: ${rules.join(", ")}`);
  }
  if (!topology.protect || confirm === name) return;
  const given = confirm === undefined ? "nothing was confirmed" : `"${confirm}" is not its name`;
  throw new UserError(
    `stack ${stack} is protected, and ${given}: shoppers of ${name} will meet the outage.\nIf that is meant: --confirm ${name}`,
  );
}

const stepTitles: Readonly<Record<DrillStep, string>> = {
  preflight: "Looking whether the stack may be drilled; nothing is touched",
  baseline: "Proving the baseline: everyone is at the primary",
  journal: "Writing down what undoes the fault, here and in the backup's region",
  schedule: "Scheduling the restore, should nobody else be there to do it",
  failover: "Breaking the primary and watching everyone move to the backup",
  restore: "Undoing the fault",
  failback: "Watching everyone come home",
  close: "Closing the journal with the verdict",
};

/** Tells events in the words of a rehearsal, once preflight has read what the words need. */
function teller(topology: AwsTopology, stage: DrillStage, progress: Progress) {
  let narrate: ReturnType<typeof narrator> | null = null;
  return {
    gather: async (): Promise<DrillFacts> => {
      const facts = await stage.gather();
      if ("value" in facts.zone && "value" in facts.checks)
        narrate = narrator(drilledStack(topology, facts.zone.value, facts.checks.value));
      return facts;
    },
    tell: (event: RehearsalEvent): void => {
      const narration = narrate?.(event);
      if (narration) progress.say(narration.text, narration.isNews);
    },
  };
}

function progressFor({ stdout, environment }: Surroundings, json: boolean): Progress {
  if (json) return silentProgress;
  return stdout.isTTY === true && environment["TERM"] !== "dumb" ? liveProgress() : plainProgress(stdout);
}
