import type { StackTopology } from "../../recording/topology";
import type { Verdict } from "../verdict";
import { hostName } from "../wiring";
import type { Report } from "./schema";
import type { Summary } from "./summarySchema";

/** The rehearsal of one fault among all, and what it is compared by. */
export interface RehearsedCase extends Pick<
  Summary["cases"][number],
  "seen" | "flipSeconds" | "failedShopperSeconds"
> {
  readonly report: Report;
}

/** What the cases have in common. */
export interface SummarySettings {
  readonly topology: StackTopology;
  readonly speed: number;
  readonly seed: number;
  /** Wall seconds of the whole command. */
  readonly tookSeconds: number;
}

/** The rehearsals of all faults in brief. */
export function summaryOf(
  cases: readonly RehearsedCase[],
  { topology, speed, seed, tookSeconds }: SummarySettings,
): Summary {
  const verdicts = cases.map(({ report }) => report.verdict);
  const passed = verdicts.filter((verdict) => verdict === "pass").length;
  return {
    schemaVersion: 1,
    verdict: verdictOnAll(verdicts),
    sentence: `${passed} of ${cases.length} faults go as the rules say.`,
    hostname: hostName(topology),
    settings: { stack: topology.stack, speed, seed },
    tookWallSeconds: Math.round(tookSeconds * 1000) / 1000,
    cases: cases.map(({ report, seen, flipSeconds, failedShopperSeconds }) => ({
      fault: report.settings.fault,
      verdict: report.verdict,
      sentence: report.sentence,
      expected: report.settings.expected,
      seen,
      flipSeconds,
      failedShopperSeconds,
      findings: report.findings,
    })),
  };
}

/** A failure counts more than a machine too busy to tell. */
export function verdictOnAll(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("fail")) return "fail";
  return verdicts.includes("inconclusive") ? "inconclusive" : "pass";
}
