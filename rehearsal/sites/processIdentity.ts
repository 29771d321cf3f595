/** Tells a process from a later one that was given the same id. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** When a process started, as the system writes it (only to be compared for equality), and its command line. */
export interface ProcessIdentity {
  readonly startTime: string;
  readonly commandLine: string;
}

/** The identity of a process that is alive; null for one that has ended, reaped by its parent or not. */
export function identifyProcess(pid: number): ProcessIdentity | null {
  try {
    return existsSync("/proc/self/stat") ? fromProc(pid) : fromPs(pid);
  } catch {
    return null;
  }
}

function fromProc(pid: number): ProcessIdentity | null {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name of the program comes second, in parentheses, and may hold spaces and parentheses itself.
  const [state = "", ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const commandLine = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  return identity(state, rest[18] ?? "", commandLine);
}

function fromPs(pid: number): ProcessIdentity | null {
  const line = execFileSync("ps", ["-o", "state=,lstart=,command=", "-p", `${pid}`], { encoding: "utf8" });
  const [state = "", ...rest] = line.trim().split(/\s+/);
  return identity(state, rest.slice(0, 5).join(" "), rest.slice(5).join(" "));
}

function identity(state: string, startTime: string, commandLine: string): ProcessIdentity | null {
  return state.startsWith("Z") ? null : { startTime, commandLine };
}
