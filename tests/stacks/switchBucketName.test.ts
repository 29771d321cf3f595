import assert from "node:assert/strict";
import { resolveSettings } from "../../stacks/settings";
import { switchBucketName } from "../../stacks/switchBucketName";
import { configOf, required } from "../support/stackSettings";

/** Proves which stacks can have a switch, on both sides of each limit, with the whole text that ops will read. */

const problemsOf = (stack: string, backup: object = {}, enabled = true) => {
  const config = configOf({ ...required, operatorSwitch: { enabled }, backup });
  const result = resolveSettings("website-failover", stack, config);
  return Array.isArray(result) ? result : [];
};

describe("stacks/switchBucketName", () => {
  it("names stack, account and region, in the account's own namespace", () => {
    const owner = { stack: "prod", accountId: "123456789012", region: "us-west-1" };
    assert.equal(switchBucketName(owner), "failover-switch-prod-123456789012-us-west-1-an");
  });

  // 63 - 16 of the prefix - 26 of -123456789012-us-west-1-an.
  it("accepts a stack's name of 21 characters in us-west-1, and of 16 in ap-southeast-1", () => {
    assert.deepEqual(problemsOf("s".repeat(21)), []);
    assert.deepEqual(problemsOf("s".repeat(16), { region: "ap-southeast-1" }), []);
  });

  it("refuses one more, unless the switch is off", () => {
    assert.deepEqual(problemsOf("s".repeat(22)), [
      `operatorSwitch.enabled: names its bucket after the stack "${"s".repeat(22)}" of 22 characters, but at most 21 fit in with us-west-1; shorten the stack's name, or turn the switch off [switch-bucket]`,
    ]);
    assert.deepEqual(problemsOf("s".repeat(17), { region: "ap-southeast-1" }), [
      `operatorSwitch.enabled: names its bucket after the stack "${"s".repeat(17)}" of 17 characters, but at most 16 fit in with ap-southeast-1; shorten the stack's name, or turn the switch off [switch-bucket]`,
    ]);
    assert.deepEqual(problemsOf("s".repeat(22), {}, false), []);
  });

  for (const stack of ["Prod", "prod.eu", "prod_eu", "prod--eu", "-prod", "prod-"]) {
    it(`refuses the stack ${stack}`, () => {
      assert.deepEqual(problemsOf(stack), [
        `operatorSwitch.enabled: names its bucket after the stack "${stack}", but a bucket takes lower-case letters, digits and single hyphens alone; name the stack so, or turn the switch off [switch-bucket]`,
      ]);
    });
  }

  it("accepts digits and single hyphens", () => {
    assert.deepEqual(problemsOf("prod-eu-2"), []);
  });
});
