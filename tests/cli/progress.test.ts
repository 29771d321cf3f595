import assert from "node:assert/strict";
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
});
