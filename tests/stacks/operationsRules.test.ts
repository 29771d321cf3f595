import assert from "node:assert/strict";
import { problemsWith } from "../support/stackSettings";

const operatorSwitch = { enabled: true };
const own = "arn:aws:iam::123456789012:role/on-call";
const strange = "arn:aws:iam::210987654321:root";

/** Proves each relation of `operations` on both sides of its limit, with the whole text that ops will read. */
describe("stacks/operationsRules", () => {
  it("wants a switch, in whose bucket drills leave their journal", () => {
    assert.deepEqual(problemsWith({ operatorSwitch, operations: { enabled: true } }), []);
    assert.deepEqual(problemsWith({ operations: { enabled: false } }), []);
    assert.deepEqual(problemsWith({ operations: { enabled: true } }), [
      "operations.enabled: needs operatorSwitch.enabled: true, in whose bucket a drill leaves its journal; set that, or false [operations-need-switch]",
    ]);
  });

  it("lets in nobody of another account", () => {
    const trusting = (...trustedPrincipals: string[]) =>
      problemsWith({ operatorSwitch, operations: { enabled: true, trustedPrincipals } });
    assert.deepEqual(trusting(own), []);
    assert.deepEqual(trusting(own, strange), [
      `operations.trustedPrincipals: has ${strange} of another account; name users and roles of 123456789012 alone [operations-account]`,
    ]);
  });
});
