/** moto, which plays AWS's APIs: https://docs.getmoto.org, "Server Mode". */
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";

/** Where to look for Python, and where to keep what is installed for it. */
export interface PythonMachine {
  readonly path: string;
  readonly cacheDirectory: string;
}

/** This machine. */
export const thisMachine: PythonMachine = {
  path: process.env["PATH"] ?? "",
  cacheDirectory: process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
};

/**
 * The Python that has moto: that of an earlier run, else a new virtual environment, which takes the package index and
 * some 15 seconds. There is one for each requirements.txt, which pins every package by its hash.
 *
 * @returns the executable.
 * @throws Error that says what is missing.
 */
export function motoPython(machine: PythonMachine = thisMachine): string {
  const requirements = join(__dirname, "requirements.txt");
  const hash = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  const folder = join(machine.cacheDirectory, "website-failover", `moto-${hash.slice(0, 16)}`);
  const python = join(folder, "bin", "python");
  if (!existsSync(python)) install(machine, requirements, folder);
  return python;
}

/** moto, alive. */
export interface Moto {
  /** Where every service of every region is. */
  readonly endpoint: string;
  /** Ends it; it also ends with this process, however that ends. */
  stop(): Promise<void>;
}

/** Starts moto, empty, and waits until it listens. Rejects, with what it wrote, when it ends before. */
export async function startMoto(): Promise<Moto> {
  const child = spawn(motoPython(), [join(__dirname, "serve.py")], {
    // A developer's own settings for moto must not reach it.
    env: { PATH: thisMachine.path },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
  const exit = once(child, "exit");
  const port = await Promise.race([
    once(createInterface(child.stdout), "line").then(([line]) => String(line)),
    exit.then(() => null),
  ]);
  if (port === null) throw new Error(`moto did not start: ${complaints}`);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.stdin.end();
      await exit;
    },
  };
}

function install({ path }: PythonMachine, requirements: string, folder: string): void {
  const python = path
    .split(delimiter)
    .map((directory) => join(directory, "python3"))
    .find(existsSync);
  const missing = "The tests against AWS's APIs need Python 3.11 or newer with venv (Debian: python3-venv)";
  if (python === undefined) throw new Error(`${missing}; there is no python3 on PATH.`);
  const unfinished = `${folder}.${process.pid}`;
  const run = (program: string, ...args: string[]) => {
    execFileSync(program, args, {
      env: { ...process.env, PATH: path },
      stdio: ["ignore", "ignore", "inherit"],
    });
  };
  mkdirSync(dirname(folder), { recursive: true });
  try {
    try {
      run(python, "-m", "venv", unfinished);
    } catch (error) {
      throw new Error(`${missing}; ${python} -m venv has failed.`, { cause: error });
    }
    // Most of what it brings along is never loaded, and what is, is compiled then.
    const flags = ["--quiet", "--disable-pip-version-check", "--no-compile", "--require-hashes"];
    run(join(unfinished, "bin", "python"), "-m", "pip", "install", ...flags, "--requirement", requirements);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
