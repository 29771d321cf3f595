import { junitXml } from "./junit";
import { reportPage } from "./page";
import type { Report } from "./schema";
import { summaryPage } from "./summaryPage";
import type { Summary } from "./summarySchema";

/** The files of a report's folder. */
export const reportFileNames = ["report.json", "report.html", "junit.xml"] as const;

/** The files beside the folders of all faults. */
export const summaryFileNames = ["report.json", "report.html"] as const;

/** The text of each file of a report's folder. */
export type ReportFiles = Readonly<Record<(typeof reportFileNames)[number], string>>;

/** Likewise of the summary. */
export type SummaryFiles = Readonly<Record<(typeof summaryFileNames)[number], string>>;

/** One rehearsal for programs, for people and for CI. */
export function reportFiles(report: Report): ReportFiles {
  return {
    "report.json": `${JSON.stringify(report, null, 2)}\n`,
    "report.html": reportPage(report),
    "junit.xml": junitXml(report),
  };
}

/** All of them in brief. */
export function summaryFiles(summary: Summary): SummaryFiles {
  return { "report.json": `${JSON.stringify(summary, null, 2)}\n`, "report.html": summaryPage(summary) };
}
