import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { plainProgress, silentProgress } from "../../cli/progress";

describe("cli/progress", () => {
  it("writes a line for each step when it begins, and for the news within it", async () => {
    let written = "";
    const progress = plainProgress({ write: (text) => (written += text) });
    const result = await progress.step("Breaking the primary", () => {
      progress.say("15 of 16 checkers pass", false);
      progress.say("the check is unhealthy", true);
      return Promise.resolve(7);
    });
    assert.equal(result, 7);
    assert.equal(written, "Breaking the primary\n  the check is unhealthy\n");
  });

  it("stays silent, and runs the step all the same", async () => {
    silentProgress.say("the check is unhealthy", true);
    assert.equal(await silentProgress.step("Breaking the primary", () => Promise.resolve(7)), 7);
  });

  it("hands on what a step throws", async () => {
    for (const progress of [silentProgress, plainProgress({ write: () => true })]) {
      const step = progress.step("Breaking the primary", () => Promise.reject(new Error("gone")));
      await assert.rejects(step, { message: "gone" });
    }
  });

  it("shows each step on a terminal with what became of it, and hands on what it throws", async () => {
    // listr2 looks at the process's own stdout: here it is a pipe that says it were a terminal.
    const script = `
      process.stdout.isTTY = true;
      const { liveProgress } = require("./cli/progress");
      const progress = liveProgress();
      const wait = () => new Promise((resolve) => setTimeout(resolve, 250));
      (async () => {
        const three = await progress.step("A good step", async () => { progress.say("nearly", false); await wait(); return 3; });
        const no = await progress.step("A step that fell short", async () => false);
        const gone = await progress.step("A broken step", async () => { throw new Error("gone"); }).catch((error) => error.message);
        console.log(JSON.stringify([three, no, gone]));
      })();
    `;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--require", "ts-node/register/transpile-only", "--eval", script],
      { cwd: resolve(__dirname, "../.."), env: { ...process.env, TERM: "xterm-256color", NO_COLOR: "1" } },
    );
    const lines = new Set(
      stripVTControlCharacters(stdout)
        .split("\n")
        .map((line) => line.trim()),
    );
    const shown = [
      "✔ A good step",
      "› nearly",
      "✖ A step that fell short",
      "✖ A broken step",
      '[3,false,"gone"]',
    ];
    assert.deepEqual(
      shown.filter((line) => !lines.has(line)),
      [],
      stdout,
    );
  }).timeout(20_000);
});
