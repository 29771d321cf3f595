import assert from "node:assert/strict";
import type { Verdict } from "../../drill/verdict";
import { recordStack } from "../../recording/record";
import { mutate, mutations, rehearse } from "../support/wiringMutations";

describe("the wiring, broken one thing at a time", () => {
  it("fails its rehearsal for each break that shoppers would feel", async () => {
    const recording = await recordStack("prod");
    const felt = mutations.filter(({ rehearsal }) => rehearsal === "fail");
    const verdicts: Record<string, Verdict> = {};
    // Four at a time, on addresses of their own: a rehearsal mostly waits, but a machine too busy proves nothing.
    const queue = [...felt];
    const worker = async () => {
      for (let mutation = queue.shift(); mutation; mutation = queue.shift()) {
        verdicts[mutation.title] = await rehearse(mutate(recording, mutation));
      }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    assert.deepEqual(verdicts, Object.fromEntries(felt.map(({ title }) => [title, "fail"])));
  });
});
