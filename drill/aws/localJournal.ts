import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { drillJournal, type DrillJournal } from "./journal";

/** The journal on the machine that drills: what must be undone, even while the bucket cannot be read. */
export interface LocalJournal {
  /** For messages. */
  readonly path: string;
  /** Returns once the record would survive a power cut. */
  write(journal: DrillJournal): void;
  /** Null when there is none. @throws Error for a file that is no journal. */
  read(): DrillJournal | null;
  remove(): void;
}

/**
 * One file for each stack, in `$XDG_STATE_HOME/website-failover/drills`.
 * Source: XDG Base Directory Specification: `~/.local/state` where the variable is unset, empty or relative.
 */
export function localJournal(
  stack: string,
  environment: Readonly<Record<string, string | undefined>>,
): LocalJournal {
  const given = environment["XDG_STATE_HOME"] ?? "";
  const stateHome = given.startsWith("/") ? given : join(homedir(), ".local", "state");
  const folder = join(stateHome, "website-failover", "drills");
  const path = join(folder, `${stack}.json`);
  return {
    path,
    write: (journal) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const unfinished = `${path}.new`;
      writeFileSync(unfinished, `${JSON.stringify(journal, null, 2)}\n`, { mode: 0o600, flush: true });
      renameSync(unfinished, path);
      // The new name is in the folder, which is written by itself.
      sync(folder);
    },
    read: () => read(path),
    remove: () => {
      rmSync(path, { force: true });
    },
  };
}

function sync(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function read(path: string): DrillJournal | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  try {
    return drillJournal.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${path} is no journal of a drill; look at what it says, then remove it.`, { cause });
  }
}
