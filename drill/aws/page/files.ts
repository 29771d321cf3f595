import { drillReport, type JudgedDrill } from "../report";
import { drillPage } from "./drillPage";

/** The files of a drill's report. */
export const drillFileNames = ["report.json", "report.html"] as const;

/** A drill for programs and for people. */
export function drillFiles(drill: JudgedDrill): Readonly<Record<(typeof drillFileNames)[number], string>> {
  const report = drillReport(drill);
  return {
    "report.json": `${JSON.stringify(report, null, 2)}\n`,
    "report.html": drillPage(report, drill),
  };
}
