import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { thisMachine } from "../engine/toolchain/pulumi";

/**
 * Proves that the fast suite passes on the workflows' Node.js, with the packages of the lock file and with the newest
 * Pulumi SDK in place of the locked one. Both come from npm's registry the first time, and from a cache from then on.
 */

const newestSdk = "3.270.0";

const root = resolve(__dirname, "../..");
const nodeVersion = readFileSync(join(root, ".node-version"), "utf8").trim();
const nodePackage = `node-${process.platform}-${process.arch}`;

describe(`the fast suite on Node.js ${nodeVersion}`, function () {
  this.timeout(900_000);

  let env: NodeJS.ProcessEnv;
  let scratch: string;
  before(() => {
    const home = cached(`node-${nodeVersion}-${process.platform}-${process.arch}`, (folder) => {
      npm(process.env, "install", "--prefix", folder, "--no-save", `${nodePackage}@${nodeVersion}`);
    });
    const executables = join(home, "node_modules", nodePackage, "bin");
    env = { ...process.env, PATH: [executables, process.env["PATH"]].join(delimiter) };
    assert.equal(execFileSync("node", ["--version"], { env, encoding: "utf8" }), `v${nodeVersion}\n`);
  });
  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), "node-versions-"));
  });
  afterEach(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  it("passes with the packages of the lock file", () => {
    assert.deepEqual(failuresIn(root, env, scratch), []);
  });

  it(`passes with @pulumi/pulumi ${newestSdk}`, () => {
    const copy = join(scratch, "project");
    copyProject(copy);
    symlinkSync(join(packagesWithNewestSdk(env), "node_modules"), join(copy, "node_modules"));
    const { version } = JSON.parse(
      readFileSync(join(copy, "node_modules/@pulumi/pulumi/package.json"), "utf8"),
    ) as { version: string };
    assert.equal(version, newestSdk);
    assert.deepEqual(failuresIn(copy, env, scratch), []);
  });
});

/** Runs a project's fast suite; returns the tests that failed, each with the first line of why. */
function failuresIn(directory: string, env: NodeJS.ProcessEnv, scratch: string): string[] {
  const report = join(scratch, "report.json");
  const reporter = ["--reporter", "json", "--reporter-option", `output=${report}`];
  const options = { cwd: directory, env, encoding: "utf8", maxBuffer: 2 ** 26, timeout: 600_000 } as const;
  const { status, stdout, stderr } = spawnSync("npm", ["test", "--", ...reporter], options);
  const { failures } = existsSync(report)
    ? (JSON.parse(readFileSync(report, "utf8")) as Report)
    : { failures: [] };
  if (status !== 0 && failures.length === 0)
    throw new Error(`npm test: ${String(status)}\n${`${stdout}${stderr}`.slice(-10_000)}`);
  return failures.map(({ fullTitle, err }) => `${fullTitle}: ${err.message.split("\n", 1).join("")}`);
}

/** What of mocha's JSON report is read. */
interface Report {
  readonly failures: readonly { readonly fullTitle: string; readonly err: { readonly message: string } }[];
}

/** A copy of what git knows of the project, a repository of its own: one test lists the project's files. */
function copyProject(target: string): void {
  const listing = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", listing, { cwd: root, encoding: "utf8" }).split("\n");
  for (const file of files.filter((name) => name !== "" && existsSync(join(root, name))))
    cpSync(join(root, file), join(target, file));
  execFileSync("git", ["init", "--quiet"], { cwd: target });
}

/** The folder of the locked packages with the newest SDK in place of the locked one. */
function packagesWithNewestSdk(env: NodeJS.ProcessEnv): string {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  return cached(`pulumi-${newestSdk}-${lock.slice(0, 16)}`, (folder) => {
    for (const file of ["package.json", "package-lock.json", ".npmrc"])
      cpSync(join(root, file), join(folder, file));
    npm(env, "install", "--prefix", folder, `@pulumi/pulumi@${newestSdk}`);
  });
}

/** A folder that is filled once for this machine; one that could not be filled is not kept. */
function cached(name: string, fill: (folder: string) => void): string {
  const folder = join(thisMachine.cacheDirectory, "website-failover", name);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  try {
    mkdirSync(unfinished, { recursive: true });
    fill(unfinished);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

function npm(env: NodeJS.ProcessEnv, ...args: readonly string[]): void {
  execFileSync("npm", [...args, "--ignore-scripts", "--no-audit", "--no-fund"], { env, stdio: "pipe" });
}
