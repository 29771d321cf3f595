import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { parse } from "yaml";

/** Where to look for the engine, and where to keep one that was built. */
export interface Machine {
  readonly path: string;
  readonly cacheDirectory: string;
}

/** This machine. */
export const thisMachine: Machine = {
  path: process.env["PATH"] ?? "",
  cacheDirectory: process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
};

/**
 * The Pulumi engine for the tests: a `pulumi` on PATH that satisfies Pulumi.yaml, else the one that an earlier run
 * built, else a new one, which takes Go, the module proxy and some 6 minutes the first time.
 *
 * @returns the executable.
 * @throws Error that says what is missing.
 */
export function pulumi(machine: Machine = thisMachine): string {
  const cached = join(cacheFolder(machine), "bin", "pulumi");
  return onPath(machine) ?? (existsSync(cached) ? cached : build(machine, cached));
}

const toolchain = __dirname;
const command = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/** One engine for each go.sum, which pins the engine and all that goes into it. */
function cacheFolder({ cacheDirectory }: Machine): string {
  const sum = createHash("sha256")
    .update(readFileSync(join(toolchain, "go.sum")))
    .digest("hex");
  return join(cacheDirectory, "website-failover", `engine-${sum.slice(0, 16)}`);
}

function onPath({ path }: Machine): string | null {
  const found = find("pulumi", path);
  if (found === null) return null;
  const version = execFileSync(found, ["version"], {
    encoding: "utf8",
    env: { PATH: path, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  return isAtLeast(version.trim(), minimumVersion()) ? found : null;
}

/** The newest version that `requiredPulumiVersion` of Pulumi.yaml still accepts from below. */
function minimumVersion(): string {
  const file = resolve(toolchain, "../../../Pulumi.yaml");
  const { requiredPulumiVersion } = parse(readFileSync(file, "utf8")) as { requiredPulumiVersion: string };
  return requiredPulumiVersion.replace(">=", "");
}

/** Compares within one major version: Pulumi 4 may be another engine altogether. */
function isAtLeast(version: string, minimum: string): boolean {
  const [major, minor, patch] = numbersOf(version);
  const [leastMajor, leastMinor, leastPatch] = numbersOf(minimum);
  return major === leastMajor && (minor > leastMinor || (minor === leastMinor && patch >= leastPatch));
}

function numbersOf(version: string): [number, number, number] {
  const [major = NaN, minor = NaN, patch = NaN] = version.replace(/^v/, "").split(/[.-]/, 3).map(Number);
  return [major, minor, patch];
}

function build({ path }: Machine, target: string): string {
  const go = find("go", path);
  if (go === null)
    throw new Error(
      `The engine tests need the Pulumi CLI ${minimumVersion()} or newer, or Go to build it; neither is on PATH.`,
    );
  const version = /^\s*github\.com\/pulumi\/pulumi\/pkg\/v3 (v\S+)/m.exec(
    readFileSync(join(toolchain, "go.mod"), "utf8"),
  )?.[1];
  // Without its version the engine calls itself v0.0.0, which the Automation API refuses.
  const stamp = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`;
  mkdirSync(resolve(target, ".."), { recursive: true });
  const unfinished = `${target}.${process.pid}`;
  const args = ["build", "-trimpath", "-ldflags", `-s -w ${stamp}`, "-o", unfinished, command];
  execFileSync(go, args, { cwd: toolchain, stdio: ["ignore", "inherit", "inherit"] });
  renameSync(unfinished, target);
  return target;
}

function find(name: string, path: string): string | null {
  const candidates = path.split(delimiter).map((directory) => join(directory, name));
  return candidates.find((candidate) => existsSync(candidate)) ?? null;
}
