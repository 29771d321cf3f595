import assert from "node:assert/strict";
import { historyPrefix, journalKey, lastSuccessKey } from "../../drill/aws/journal";
import * as plan from "../../site-watcher/plan";

/** Proves that the watcher, which may import nothing, looks for drills by hand where they leave their traces. */
describe("site-watcher/plan", () => {
  it("has the keys of drills by hand", () => {
    assert.deepEqual([plan.journalKey, plan.lastSuccessKey], [journalKey, lastSuccessKey]);
  });

  it("begins every key of drills by hand alike, so that one right covers them", () => {
    assert.deepEqual(
      [journalKey, lastSuccessKey, historyPrefix].map((key) => key.startsWith(plan.drillsPrefix)),
      [true, true, true],
    );
  });
});
