import assert from "node:assert/strict";
import { problemsWith, settingsWith } from "../support/stackSettings";

const operatorSwitch = { enabled: true };
const role = "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/OnCall_0123";
const user = "arn:aws:iam::123456789012:user/on.call+night@example.com";
const allowed =
  "must be a list of at most 20 different ARNs of users and roles of the account, or of its root; for example trustedPrincipals: [arn:aws:iam::123456789012:role/on-call] [allowed-value]";

/** Proves who a stack file may name, with the whole text that ops will read. */
describe("stacks/operationsSchema", () => {
  const operationsOf = (changes: object) =>
    settingsWith({ operatorSwitch, operations: { enabled: true, ...changes } }).operations;

  it("has no roles for people unless it is told to", () => {
    assert.equal(settingsWith({}).operations, null);
    assert.equal(
      settingsWith({ operatorSwitch, operations: { trustedPrincipals: [role] } }).operations,
      null,
    );
  });

  it("leaves it to the account's own policies who may take them, or to those who are named", () => {
    const settings = {
      accountId: "123456789012",
      bucketName: "failover-switch-test-123456789012-us-west-1-an",
    };
    const root = "arn:aws:iam::123456789012:root";
    assert.deepEqual(operationsOf({}), { ...settings, trustedPrincipals: [root] });
    const trustedPrincipals = [role, user];
    assert.deepEqual(operationsOf({ trustedPrincipals }), { ...settings, trustedPrincipals });
  });

  it("takes at most 20 names", () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `${role}${index}`);
    const problems = (trustedPrincipals: string[]) => problemsWith({ operations: { trustedPrincipals } });
    assert.deepEqual(problems(names(20)), []);
    assert.equal(problems(names(21)).length, 1);
  });

  const refused = [
    ["everybody", ["*"]],
    ["a wildcard", ["arn:aws:iam::123456789012:role/*"]],
    ["a session", ["arn:aws:sts::123456789012:assumed-role/on-call/me"]],
    ["an account's number alone", ["123456789012"]],
    ["the same twice", [user, user]],
  ] as const;
  for (const [title, trustedPrincipals] of refused) {
    it(`refuses ${title}`, () => {
      const [problem = "", ...more] = problemsWith({ operations: { trustedPrincipals } });
      assert.deepEqual(more, []);
      assert.equal(problem.startsWith("operations.trustedPrincipals: is ["), true);
      assert.equal(problem.endsWith(`, but ${allowed}`), true);
    });
  }
});
