import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { settingsReference } from "../../stacks/settingsReference";

const file = resolve(__dirname, "../../docs/settings.md");

describe("stacks/settingsReference", () => {
  it("is what docs/settings.md holds (npm run docs writes it)", async () => {
    const options = await resolveConfig(file);
    assert.equal(
      readFileSync(file, "utf8"),
      await format(settingsReference(), { ...options, parser: "markdown" }),
    );
  });

  it("has a row for every key that a stack file may hold", () => {
    const keys = [...settingsReference().matchAll(/^\| `([^`]+)`/gm)].map(([, key]) => key);
    const site = (name: string) =>
      ["region", "hostname", "instanceType", "cidr", "generation", "availabilityZone"].map(
        (key) => `${name}.${key}`,
      );
    assert.deepEqual(keys, [
      "domain",
      "hostname",
      "zone",
      "accountId",
      "primary",
      ...site("primary"),
      "backup",
      ...site("backup"),
      "healthCheck",
      "healthCheck.path",
      "healthCheck.port",
      "healthCheck.searchString",
      "healthCheck.requestIntervalSeconds",
      "healthCheck.failureThreshold",
      "healthCheck.checkerRegions",
      "healthCheck.measureLatency",
      "site",
      "site.userDataFile",
      "site.amiParameter",
      "site.searchString",
      "site.path",
      "ttlSeconds",
      "acknowledgeSlowFailover",
      "aggregationSeconds",
      "rtoSeconds",
      "protect",
      "interrupt",
      "acknowledgeRename",
      "operatorSwitch",
      "operatorSwitch.enabled",
      "operatorSwitch.failback",
      "operatorSwitch.holdAfterMinutes",
      "operatorSwitch.auditTrail",
      "monitoring",
      "monitoring.enabled",
      "monitoring.emails",
      "monitoring.warnBelowPercentageHealthy",
      "siteWatcher",
      "siteWatcher.enabled",
      "dataSync",
      "dataSync.enabled",
      "dataSync.replicationTimeControl",
      "dataSync.maxStalenessMinutes",
      "dataSync.tables",
      "drills",
      "drills.enabled",
      "drills.schedule",
      "drills.timeZone",
      "drills.maxAgeDays",
      "operations",
      "operations.enabled",
      "operations.trustedPrincipals",
      "tags",
    ]);
  });
});
