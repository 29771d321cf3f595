import { join } from "node:path";
import { buildSync } from "esbuild";

let code: string | undefined;

/**
 * The watcher's function in one CommonJS file, the same on every machine. The AWS SDK is not in it: Lambda's runtime
 * brings it along. Bundled once in a process.
 */
export function watcherCode(): string {
  code ??= bundled();
  return code;
}

function bundled(): string {
  const projectDirectory = join(__dirname, "..");
  const { outputFiles } = buildSync({
    absWorkingDir: projectDirectory,
    entryPoints: ["site-watcher/lambda.ts"],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "node24",
    external: ["@aws-sdk/*"],
  });
  return outputFiles.map(({ text }) => text).join("");
}
