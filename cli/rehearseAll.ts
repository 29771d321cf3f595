/** Every fault in turn on the same stack, several rehearsals at once, and one table of what came of them. */
import type { StartCloud } from "../drill/cloud";
import { courseInWords, expectationOf, seenCourse } from "../drill/expectation";
import { NotRestoredError } from "../drill/notRestored";
import { runScenario } from "../drill/scenario";
import { reportFiles, summaryFiles } from "../drill/report/files";
import { reportOf } from "../drill/report/report";
import type { Report } from "../drill/report/schema";
import { summaryOf, verdictOnAll } from "../drill/report/summary";
import { judge, type Judgement } from "../drill/verdict";
import type { StackTopology } from "../recording/topology";
import { faultNamed } from "../rehearsal/faults";
import { faultNamesOf, type FaultName } from "../rehearsal/faults/names";
import { visitPeriodSeconds } from "../rehearsal/shoppers/shopper";
import { exitCodes, type ExitCode } from "./exitCodes";
import { faultTable, type CaseRow } from "./faultTable";
import type { Progress } from "./progress";
import type { ReportFolders } from "./reportFiles";
import type { Output } from "./surroundings";

/** What every case has in common. */
export interface AllFaultsOptions {
  readonly topology: StackTopology;
  /** Brings up a stack of its own for a case. */
  readonly startCloud: StartCloud;
  readonly speed: number;
  readonly seed: number;
  /** One JSON object a line: each case as it ends, at last the verdict on all of them. */
  readonly json: boolean;
  readonly hasColor: boolean;
  readonly signal: AbortSignal;
  readonly stdout: Output;
  readonly progress: Progress;
  /** Takes the reports; null when none are asked for. */
  readonly folders: ReportFolders | null;
  /** Wall seconds since the command was started. */
  readonly elapsedSeconds: () => number;
}

// More would not keep the schedule on two processor cores.
const casesAtOnce = 4;

/**
 * Rehearses every fault, each on a stack of its own, and prints the table. A case that fell
 * behind the schedule, or has nothing but measured time against it, is played once more, alone, and that counts. Exit
 * code 1 unless every case passes.
 *
 * @throws what a case throws, once all of them are restored and stopped.
 */
export async function rehearseAll(options: AllFaultsOptions): Promise<ExitCode> {
  const { json, stdout, progress, topology, speed, seed, folders } = options;
  const title = `Rehearsing ${faultNamesOf(topology).length} faults, up to ${casesAtOnce} at once`;
  const cases = await progress.step(title, () => playAll(options));
  const rows = cases.map(({ row }) => row);
  const verdict = verdictOnAll(rows.map((row) => row.verdict));
  const tookSeconds = options.elapsedSeconds();
  if (json) {
    const { stack, budget } = topology;
    const line = {
      event: "verdict",
      verdict,
      stack,
      fault: "all",
      budget,
      cases: rows,
      speed,
      seed,
      tookSeconds,
    };
    stdout.write(`${JSON.stringify(line)}\n`);
  } else {
    stdout.write(
      `\n${faultTable(rows, { stack: topology.stack, speed, seed, tookSeconds }, options.hasColor)}`,
    );
  }
  folders?.write(
    summaryFiles(
      summaryOf(
        cases.map(({ row, report }) => ({ ...row, report })),
        { topology, speed, seed, tookSeconds },
      ),
    ),
    new Map(cases.map(({ row, report }) => [row.fault, reportFiles(report)])),
  );
  return verdict === "pass" ? exitCodes.holds : exitCodes.finding;
}

interface PlayedCase {
  readonly row: CaseRow;
  readonly report: Report;
}

async function playAll(options: AllFaultsOptions): Promise<PlayedCase[]> {
  const ending = new AbortController();
  const signal = AbortSignal.any([options.signal, ending.signal]);
  const faults = faultNamesOf(options.topology);
  const cases = new Map<FaultName, PlayedCase>();
  const play = async (fault: FaultName): Promise<void> => {
    const played = await playCase({ ...options, signal }, fault);
    cases.set(fault, played);
    if (options.json) options.stdout.write(`${JSON.stringify({ event: "case", ...played.row })}\n`);
    options.progress.say(`${fault}: ${played.row.verdict}`, true);
  };
  await inParallel(faults, casesAtOnce, play, ending);
  // Each is replaced where it stands, so that none comes twice.
  for (const [fault, { row }] of cases) {
    if (isMatterOfLoad(row)) await play(fault);
  }
  return faults.flatMap((fault) => cases.get(fault) ?? []);
}

/** Whether the cases beside it may have failed a case: the schedule was not kept, or only measured time is against it. */
function isMatterOfLoad({ verdict, findings }: CaseRow): boolean {
  const isTimed = findings.every(({ measuredSeconds }) => measuredSeconds !== undefined);
  return verdict !== "pass" && (isTimed || findings.some(({ rule }) => rule === "schedule"));
}

/** When one fails, the others are ended before its error is told. */
async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  play: (item: T) => Promise<void>,
  ending: AbortController,
): Promise<void> {
  const waiting = items.values();
  const workers = Array.from({ length: atOnce }, async () => {
    for (const item of waiting) {
      if (ending.signal.aborted) return;
      try {
        await play(item);
      } catch (error) {
        ending.abort(error);
        throw error;
      }
    }
  });
  const outcomes = await Promise.allSettled(workers);
  const errors = outcomes.flatMap((outcome) =>
    outcome.status === "rejected" ? [outcome.reason as unknown] : [],
  );
  if (errors.length > 0) throw mostSerious(errors);
}

/** What is still broken must not be hidden behind what went wrong elsewhere. */
function mostSerious(errors: readonly unknown[]): unknown {
  return errors.find((error) => error instanceof NotRestoredError) ?? errors[0];
}

async function playCase(options: AllFaultsOptions, fault: FaultName): Promise<PlayedCase> {
  const { topology, speed, seed } = options;
  const startedAtSeconds = options.elapsedSeconds();
  const { failureKind } = faultNamed(fault);
  const expectation = expectationOf(faultNamed(fault));
  const run = await runScenario({
    ...options,
    fault,
    failureKind,
    onEvent: () => undefined,
    onStep: (_step, work) => work(),
  });
  const judgement = judge({ ...run, topology, failureKind, expectation, speed });
  const seen = seenCourse(run.events, topology);
  const tookSeconds = options.elapsedSeconds() - startedAtSeconds;
  const row: CaseRow = {
    fault,
    expected: courseInWords(expectation),
    seen: courseInWords(seen),
    // With both sites down, the backup may have answered for a moment, until its own check had turned.
    flipSeconds: seen.answers === "backup" ? judgement.measured.failover.authoritativeSeconds : null,
    failedShopperSeconds: failedSeconds(judgement),
    verdict: judgement.verdict,
    findings: judgement.findings,
  };
  return {
    row,
    report: reportOf({ ...run, topology, judgement, fault, failureKind, speed, seed, tookSeconds }),
  };
}

/** A new shopper comes every visit period: so many of those periods had nothing for theirs. */
function failedSeconds({ measured }: Judgement): number | null {
  const { failedRequests } = measured.shoppers.fresh;
  return failedRequests === null ? null : failedRequests * visitPeriodSeconds;
}
