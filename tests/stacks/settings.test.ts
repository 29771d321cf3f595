import assert from "node:assert/strict";
import { recordStack } from "../../recording/record";

/** Proves what ops see of a stack file with mistakes: every one of them, in one error, with nothing registered. */

describe("stacks/settings", () => {
  it("reports five mistakes in one error and registers nothing", async () => {
    const { errors, resources } = await recordStack("prod", {
      config: {
        "website-failover:hostname": "primary",
        "website-failover:ttlSeconds": "0",
        "website-failover:protekt": "true",
        "website-failover:backup": JSON.stringify({ region: "us-east-1" }),
        "website-failover:healthCheck": JSON.stringify({ requestIntervalSeconds: 20 }),
      },
    });
    assert.deepEqual(errors, [
      [
        "Pulumi.prod.yaml has 5 problems:",
        "- healthCheck.requestIntervalSeconds: is 20, but must be 10 or 30; for example requestIntervalSeconds: 10 [allowed-value]",
        "- ttlSeconds: is 0, but must be a whole number from 1 to 60 (to 86400 with acknowledgeSlowFailover); for example ttlSeconds: 20 [allowed-value]",
        "- protekt: is unknown; did you mean protect? [unknown-key]",
        '- primary.region, backup.region: are both "us-east-1"; a backup in the same region dies with it: choose another region for the backup [regions-differ]',
        '- hostname, primary.hostname: are both "primary"; the failover name and the two sites\' own names must all differ [hostnames-differ]',
      ].join("\n"),
    ]);
    assert.deepEqual(resources, []);
  });

  it("counts a single problem as one", async () => {
    const { errors } = await recordStack("prod", { config: { "website-failover:rtoSeconds": "59" } });
    assert.equal(errors[0]?.split("\n")[0], "Pulumi.prod.yaml has 1 problem:");
  });
});
