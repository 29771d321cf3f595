import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reportFileNames, type ReportFiles } from "../drill/report/files";
import { UserError } from "./errors";

/** A folder to which a report can be written. */
export interface ReportFolder {
  /** Writes the files; each replaces its predecessor at once, so that no reader ever meets half of one. */
  write(files: ReportFiles): void;
}

/**
 * Makes the folder with its parents and proves that it can be written to, before any work is done for it.
 *
 * @throws UserError when it cannot.
 */
export function openReportFolder(directory: string): ReportFolder {
  try {
    mkdirSync(directory, { recursive: true });
    const trial = temporaryFile(directory, "trial");
    writeFileSync(trial, "");
    rmSync(trial);
    const taken = reportFileNames.find((name) => isDirectory(join(directory, name)));
    if (taken !== undefined) throw new Error(`${taken} is a folder there`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `the report cannot be written to ${directory}: ${reason}\nGive --report a folder that can be written to.`,
    );
  }
  return {
    write: (files) => {
      for (const name of reportFileNames) replaceFile(directory, name, files[name]);
    },
  };
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function replaceFile(directory: string, name: string, text: string): void {
  const temporary = temporaryFile(directory, name);
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, join(directory, name));
  } finally {
    rmSync(temporary, { force: true });
  }
}

function temporaryFile(directory: string, name: string): string {
  return join(directory, `.${name}.${process.pid}.tmp`);
}
