import { junitXml } from "./junit";
import { reportPage } from "./page";
import type { Report } from "./schema";

/** The files of a report's folder. */
export const reportFileNames = ["report.json", "report.html", "junit.xml"] as const;

/** The text of each file of a report's folder. */
export type ReportFiles = Readonly<Record<(typeof reportFileNames)[number], string>>;

/** One rehearsal for programs, for people and for CI. */
export function reportFiles(report: Report): ReportFiles {
  return {
    "report.json": `${JSON.stringify(report, null, 2)}\n`,
    "report.html": reportPage(report),
    "junit.xml": junitXml(report),
  };
}
