import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  reportFileNames,
  summaryFileNames,
  type ReportFiles,
  type SummaryFiles,
} from "../drill/report/files";
import { UserError } from "./errors";

/** A folder to which the files of a report can be written. */
export interface ReportFolder<Name extends string> {
  /** Writes the files; each replaces its predecessor at once, so that no reader ever meets half of one. */
  write(files: Readonly<Record<Name, string>>): void;
}

/** A folder to which the reports of many cases can be written, each to a folder of its own, and what sums them up. */
export interface ReportFolders {
  write(summary: SummaryFiles, cases: ReadonlyMap<string, ReportFiles>): void;
}

/**
 * Makes the folder with its parents and proves that it can be written to, before any work is done for it.
 *
 * @throws UserError when it cannot.
 */
export function openReportFolder<Name extends string>(
  directory: string,
  fileNames: readonly Name[],
): ReportFolder<Name> {
  proveWritable(directory, fileNames);
  return {
    write: (files) => {
      replaceFiles(directory, files);
    },
  };
}

/**
 * The same for a folder in which each of the cases has its own.
 *
 * @throws UserError when one of them cannot be written to.
 */
export function openReportFolders(directory: string, caseNames: readonly string[]): ReportFolders {
  proveWritable(directory, summaryFileNames);
  for (const name of caseNames) proveWritable(join(directory, name), reportFileNames);
  return {
    write: (summary, cases) => {
      for (const [name, files] of cases) {
        // Which cases a stack has is known only after the folder was opened.
        mkdirSync(join(directory, name), { recursive: true });
        replaceFiles(join(directory, name), files);
      }
      // Last, so that it never sums up what is not there yet.
      replaceFiles(directory, summary);
    },
  };
}

function proveWritable(directory: string, fileNames: readonly string[]): void {
  try {
    mkdirSync(directory, { recursive: true });
    const trial = temporaryFile(directory, "trial");
    writeFileSync(trial, "");
    rmSync(trial);
    const taken = fileNames.find((name) => isDirectory(join(directory, name)));
    if (taken !== undefined) throw new Error(`${taken} is a folder there`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `the report cannot be written to ${directory}: ${reason}\nGive --report a folder that can be written to.`,
    );
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function replaceFiles(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) replaceFile(directory, name, text);
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
