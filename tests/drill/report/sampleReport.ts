/** The report of the sample shop's rehearsal, whose events are plain arithmetic, or one whose evidence differs. */
import { reportOf, type JudgedRun } from "../../../drill/report/report";
import type { Report } from "../../../drill/report/schema";
import { judge, type Evidence } from "../../../drill/verdict";
import { shopTopology } from "../../support/shopTopology";
import { shopEvents } from "../shopEvents";

/** A rehearsal of `kill-server` with seed 4207 at speed 10. */
export function sampleRun(change: Partial<Evidence> = {}): JudgedRun {
  const evidence = { events: shopEvents(), baselineProblems: [], worstLagSeconds: 0, ...change };
  const scene = { topology: shopTopology, failureKind: "refused", speed: 10, ...change } as const;
  const judgement = judge({ ...evidence, ...scene });
  return { ...scene, ...evidence, judgement, fault: "kill-server", seed: 4207, tookSeconds: 16.0404 };
}

/** Its report. */
export function sampleReport(change: Partial<Evidence> = {}): Report {
  return reportOf(sampleRun(change));
}
