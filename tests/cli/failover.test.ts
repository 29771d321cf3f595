import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { sweepLeftovers } from "../../rehearsal/sites/journal";

const program = resolve(__dirname, "../../cli/failover.js");

/** The program as a process of its own. */
describe("cli/failover", function () {
  this.timeout(60_000);

  it("runs from source, whatever the working directory", async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, "--help"], {
      cwd: tmpdir(),
    });
    assert.deepEqual([stdout.split("\n")[0], stderr], ["Usage: failover [options] [command]", ""]);
  });

  it("ends with the exit code", async () => {
    const child = spawn(process.execPath, [program, "rehearse", "--speed", "0"], { stdio: "ignore" });
    assert.deepEqual(await once(child, "exit"), [2, null]);
  });

  it("says with --debug in which line of the source something went wrong", async () => {
    const args = [
      program,
      "status",
      "--stack",
      "prod",
      "--outputs",
      join(tmpdir(), "no/outputs.json"),
      "--debug",
    ];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
    const [said] = await Promise.all([text(child.stderr), once(child, "close")]);
    const [, file = "", line] = / at (?:.*\()?(\S+\.ts):(\d+):/.exec(said) ?? [];
    assert.match(readFileSync(file, "utf8").split("\n")[Number(line) - 1] ?? "", /new UserError\(/);
  });

  it("restores and ends on Ctrl-C, also when it is pressed twice, and leaves nothing behind", async () => {
    const child = spawn(process.execPath, [program, "rehearse", "--json"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let complaints = "";
    child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
    const ended = once(child, "close");
    // The first event comes from sites that are alive.
    await once(createInterface(child.stdout), "line");
    child.kill("SIGINT");
    child.kill("SIGINT");
    const [exitCode] = (await ended) as [number | null];
    assert.deepEqual([exitCode, complaints], [130, "Interrupted: everything is restored and stopped.\n"]);
    assert.equal(await sweepLeftovers(), 0);
  });
});
