/** A summary of rehearsals of the sample shop, each with what a test changes about it. */
import { summaryOf, type RehearsedCase } from "../../../drill/report/summary";
import type { Report } from "../../../drill/report/schema";
import { shopTopology } from "../../support/shopTopology";
import { sampleReport } from "./sampleReport";

const report = sampleReport();

/** A case of that fault; the sample rehearsal's but for what is given. */
export function sampleCase(fault: string, change: Partial<Report> = {}): RehearsedCase {
  const settings = { ...report.settings, fault };
  const course = { seen: "moves to the backup", flipSeconds: 21, failedShopperSeconds: 36 };
  return { ...course, report: { ...report, settings, ...change } };
}

/** The summary of the given cases. */
export function sampleSummary(cases: readonly RehearsedCase[]) {
  return summaryOf(cases, { topology: shopTopology, speed: 10, seed: 4207, tookSeconds: 99.12345 });
}
