import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The project's own folder. */
export const root = resolve(__dirname, "../../..");

/**
 * Compiles the stand-ins, which start faster that way, and lays them out as plugins in a PULUMI_HOME.
 *
 * @returns the folder of the language host, which the engine looks for on PATH.
 */
export function installPlugins(pulumiHome: string): string {
  compiled ??= compile();
  const install = (directory: string, executable: string, script: string) => {
    mkdirSync(directory, { recursive: true });
    const file = join(compiled ?? "", "tests/engine/standIns", script);
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

/** Below node_modules, so that the compiled files find the packages that they import. */
function compile(): string {
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "stand-ins-"));
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const settings = join(root, "tests/engine/standIns/tsconfig.compile.json");
  execFileSync(process.execPath, [tsc, "-p", settings, "--outDir", folder], { stdio: "inherit" });
  return folder;
}
