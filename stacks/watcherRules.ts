/** The relations between the settings of `siteWatcher` and the rest; a part of rules.ts. */

import type { Rule, Subject } from "./rule";

/** The rules by their ids. */
export const watcherRules: Readonly<Record<string, Rule>> = {
  "watcher-emails": watcherEmails,
  "watcher-name": watcherName,
  "manual-failback": manualFailback,
};

/** The watcher tells the people that monitoring tells. */
function watcherEmails({ written: { siteWatcher, monitoring } }: Subject) {
  if (!siteWatcher.enabled || monitoring.emails.length > 0) return [];
  const message = "has nobody to tell; write an address in monitoring.emails, or siteWatcher.enabled: false";
  return [{ keys: ["siteWatcher.enabled"], reads: ["monitoring.emails"], message }];
}

/** Lambda takes 64 characters (API CreateFunction, "FunctionName"). */
function watcherName({ settings: { project, stack, siteWatcher } }: Subject) {
  const { length } = `${project}-${stack}-watcher`;
  const message = `makes a function whose name of ${length} characters Lambda refuses; give the stack a name of at most ${stack.length - (length - 64)} characters`;
  return [siteWatcher && length > 64 ? { keys: ["siteWatcher.enabled"], message } : null];
}

/** The watcher is what holds traffic, and the switch what it holds it with. */
function manualFailback({ written: { operatorSwitch, siteWatcher } }: Subject) {
  if (operatorSwitch.failback === "automatic") return [];
  const missing = Object.entries({ operatorSwitch, siteWatcher })
    .filter(([, { enabled }]) => !enabled)
    .map(([part]) => `${part}.enabled: true`);
  if (missing.length === 0) return [];
  const message = `is "manual", which needs ${missing.join(" and ")}; set that, or automatic`;
  const reads = ["operatorSwitch.enabled", "siteWatcher.enabled"];
  return [{ keys: ["operatorSwitch.failback"], reads, message }];
}
