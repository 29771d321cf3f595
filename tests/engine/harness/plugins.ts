import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";

/** The project's own folder. */
export const root = resolve(__dirname, "../../..");

/**
 * Compiles the stand-ins, which start faster that way, and lays them out as plugins in a PULUMI_HOME.
 *
 * @returns the folder of the language host, which the engine looks for on PATH.
 */
export function installPlugins(pulumiHome: string): string {
  const scripts = (compiled ??= compile());
  const install = (directory: string, executable: string, script: string) => {
    mkdirSync(directory, { recursive: true });
    const file = join(scripts, script);
    const text = `#!/bin/sh\nexec "${process.execPath}" "${file}" "$@"\n`;
    writeFileSync(join(directory, executable), text, { mode: 0o755 });
  };
  for (const name of ["aws", "awsx"]) {
    const { version } = JSON.parse(
      readFileSync(join(root, "node_modules/@pulumi", name, "package.json"), "utf8"),
    ) as { version: string };
    const directory = join(pulumiHome, "plugins", `resource-${name}-v${version}`);
    install(directory, `pulumi-resource-${name}`, `${name}.js`);
  }
  const language = join(pulumiHome, "language");
  install(language, "pulumi-language-nodejs", "nodejs.js");
  return language;
}

/** Where this process has compiled the stand-ins, once for all its engines. */
let compiled: string | undefined;

/** Each becomes a single file: an engine starts four of them in each run, one after the other. */
function compile(): string {
  const folder = mkdtempSync(join(tmpdir(), "stand-ins-"));
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const standIns = join(root, "tests/engine/standIns");
  const unused = join(standIns, "unused.ts");
  buildSync({
    entryPoints: ["aws", "awsx", "nodejs"].map((name) => join(standIns, `${name}.ts`)),
    bundle: true,
    platform: "node",
    outdir: folder,
    // They make closures of functions and trees of installed packages.
    alias: { typescript: unused, "ts-node": unused, "@npmcli/arborist": unused },
  });
  return folder;
}
