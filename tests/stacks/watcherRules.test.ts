import assert from "node:assert/strict";
import { resolveSettings } from "../../stacks/settings";
import { configOf, problemsWith, required } from "../support/stackSettings";

const monitoring = { enabled: true, emails: ["ops@example.com"] };
const siteWatcher = { enabled: true };
const manual = { enabled: true, failback: "manual" };

/** Proves each relation of `siteWatcher` on both sides of its limit, with the whole text that ops will read. */
describe("stacks/watcherRules", () => {
  it("wants somebody to tell, whether or not there is monitoring", () => {
    assert.deepEqual(problemsWith({ siteWatcher, monitoring: { ...monitoring, enabled: false } }), []);
    assert.deepEqual(problemsWith({ siteWatcher: { enabled: false } }), []);
    assert.deepEqual(problemsWith({ siteWatcher }), [
      "siteWatcher.enabled: has nobody to tell; write an address in monitoring.emails, or siteWatcher.enabled: false [watcher-emails]",
    ]);
  });

  it("wants a stack whose name leaves its function one of 64 characters", () => {
    const problemsOf = (stack: string, changes: object) => {
      const result = resolveSettings("website-failover", stack, configOf({ ...required, ...changes }));
      return Array.isArray(result) ? result : [];
    };
    // 64 - 17 of "website-failover-" - 8 of "-watcher".
    assert.deepEqual(problemsOf("s".repeat(39), { siteWatcher, monitoring }), []);
    assert.deepEqual(problemsOf("s".repeat(40), { monitoring }), []);
    assert.deepEqual(problemsOf("s".repeat(40), { siteWatcher, monitoring }), [
      "siteWatcher.enabled: makes a function whose name of 65 characters Lambda refuses; give the stack a name of at most 39 characters [watcher-name]",
    ]);
  });

  it("lets traffic be held only where there are a switch and a watcher", () => {
    assert.deepEqual(problemsWith({ operatorSwitch: manual, siteWatcher, monitoring }), []);
    assert.deepEqual(problemsWith({ operatorSwitch: { failback: "automatic" } }), []);
    for (const [changes, missing] of [
      [{ operatorSwitch: manual }, "siteWatcher.enabled: true"],
      [
        { operatorSwitch: { ...manual, enabled: false }, siteWatcher, monitoring },
        "operatorSwitch.enabled: true",
      ],
      [
        { operatorSwitch: { ...manual, enabled: false } },
        "operatorSwitch.enabled: true and siteWatcher.enabled: true",
      ],
    ] as const) {
      assert.deepEqual(problemsWith(changes), [
        `operatorSwitch.failback: is "manual", which needs ${missing}; set that, or automatic [manual-failback]`,
      ]);
    }
  });
});
