/** `npm run drill:offline`: a drill as on AWS, on this machine; flags of `failover drill` after `--`. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { startAwsWorld } from "./world";

const speed = 5;

async function main(): Promise<number> {
  process.stdout.write(
    `Deploying the recorded prod stack to AWS's APIs on this machine; a second lasts 1/${speed} s.\n`,
  );
  const world = await startAwsWorld({ speed });
  // The drill gets the Ctrl-C as well, restores and ends; the world must outlive it.
  process.on("SIGINT", () => undefined);
  try {
    const args = ["drill", "--confirm", world.topology.record.name, "--outputs", world.outputsFile];
    const child = spawn(
      process.execPath,
      ["cli/failover.js", ...args, ...world.flags, ...process.argv.slice(2)],
      {
        cwd: resolve(__dirname, "../../.."),
        env: world.environment,
        stdio: "inherit",
      },
    );
    const [code] = (await once(child, "close")) as [number | null];
    return code ?? 1;
  } finally {
    await world.stop();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
