/**
 * Remembers on disk which site processes belong to which rehearsal. A site ends itself when its rehearsal dies,
 * but not while it is stopped: what a killed rehearsal leaves so is ended at the next start.
 */
import { randomUUID } from "node:crypto";
import { appendFileSync, lstatSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { identifyProcess } from "./processIdentity";

/** The journal of one rehearsal; the file is readable by this user only. */
export interface Journal {
  /** Writes a child of this process down; to be called before the child is relied on to end itself. */
  record(pid: number): void;
  /** Deletes the journal, once every child has ended. */
  close(): void;
}

/** Part of the command line of every site process, by which a stranger with a recycled id is known. */
export const siteProgram = "siteProcess";

const recordedProcess = z.object({ pid: z.int().positive(), startTime: z.string() });

type RecordedProcess = z.infer<typeof recordedProcess>;

/** Starts a journal for this process. Throws when the folder is not this user's alone. */
export function openJournal(folder = journalFolder()): Journal {
  ensurePrivate(folder);
  const file = join(folder, `${randomUUID()}.ndjson`);
  writeFileSync(file, lineFor(process.pid), { flag: "wx", mode: 0o600 });
  return {
    record: (pid) => {
      appendFileSync(file, lineFor(pid));
    },
    close: () => {
      rmSync(file, { force: true });
    },
  };
}

/**
 * Ends the site processes that dead rehearsals of this user have left behind, and returns how many they were.
 * A process whose start time or command line is not the recorded one is a stranger and is left alone.
 */
export async function sweepLeftovers(folder = journalFolder()): Promise<number> {
  ensurePrivate(folder);
  let swept = 0;
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const [parent, ...children] = recordedProcesses(await readFile(file, "utf8").catch(() => ""));
    // Without a parent the file is just being written, or has just been deleted.
    if (!parent || isStillRunning(parent)) continue;
    swept += children.filter(endLeftover).length;
    rmSync(file, { force: true });
  }
  return swept;
}

function journalFolder(): string {
  return join(tmpdir(), `website-failover-${userInfo().uid}`);
}

/** The folder lies where anybody may write: another user's folder could make us kill what they name. */
function ensurePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const isOurs = process.getuid === undefined || found.uid === process.getuid();
  if (found.isDirectory() && isOurs && (found.mode & 0o077) === 0) return;
  throw new Error(
    `${folder} must be a folder that only you can enter: remove it, or make it yours with mode 700.`,
  );
}

function lineFor(pid: number): string {
  const startTime = identifyProcess(pid)?.startTime;
  // A child that has ended already leaves nothing to sweep.
  return startTime === undefined ? "" : `${JSON.stringify({ pid, startTime })}\n`;
}

function recordedProcesses(text: string): RecordedProcess[] {
  return text.split("\n").flatMap((line) => {
    try {
      return [recordedProcess.parse(JSON.parse(line))];
    } catch {
      // The end of the file, or a line that its writer did not live to finish.
      return [];
    }
  });
}

function isStillRunning(recorded: RecordedProcess): boolean {
  return identifyProcess(recorded.pid)?.startTime === recorded.startTime;
}

function endLeftover(recorded: RecordedProcess): boolean {
  if (!isStillRunning(recorded)) return false;
  if (!identifyProcess(recorded.pid)?.commandLine.includes(siteProgram)) return false;
  try {
    return process.kill(recorded.pid, "SIGKILL");
  } catch {
    // Another rehearsal sweeps at the same moment.
    return false;
  }
}
