import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DrillReport } from "../drill/aws/report";
import { UserError } from "./errors";

/** A folder that takes the report of a drill. */
export interface DrillFolder {
  /** Replaces report.json at once, so that no reader ever meets half of one. */
  write(report: DrillReport): void;
}

/**
 * Makes the folder and proves that it can be written to, before anything is broken for its sake.
 *
 * @throws UserError when it cannot.
 */
export function openDrillFolder(directory: string): DrillFolder {
  const temporary = join(directory, `.report.json.${process.pid}.tmp`);
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(temporary, "");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `the report cannot be written to ${directory}: ${reason}\nGive --report a folder that can be written to.`,
    );
  }
  return {
    write: (report) => {
      writeFileSync(temporary, `${JSON.stringify(report, null, 2)}\n`);
      renameSync(temporary, join(directory, "report.json"));
    },
  };
}
