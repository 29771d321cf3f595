import assert from "node:assert/strict";
import { secretsOf } from "../../docs/security/exposure";
import { securityPage } from "../../docs/security/page";
import { reasonFor } from "../../docs/security/reasons";
import { type Statement, statementsOf, trustsOf } from "../../docs/security/statements";
import { recordStack } from "../../recording/record";
import type { RecordedResource, Recording } from "../../recording/recording";

/** Proves what docs/security.md is made of: no right without a reason, no way to grant one that is not read. */
describe("docs/security", () => {
  let prod: Recording;
  before(async function () {
    this.timeout(30_000);
    prod = await recordStack("prod");
  });

  it("names every role, and who may assume it under which condition", () => {
    const root = "arn:aws:iam::123456789012:root";
    const inAccount = "aws:SourceAccount StringEqualsIfExists 123456789012";
    assert.deepEqual(
      trustsOf(prod).map(({ holder, principal, conditions }) => [holder, principal, ...conditions]),
      [
        ["backup-role", "ec2.amazonaws.com"],
        ["operations-drill-role", root],
        ["operations-observe-role", root],
        ["operations-override-role", root],
        [
          "operations-restore-role",
          "scheduler.amazonaws.com",
          "aws:SourceAccount StringEquals 123456789012",
          "aws:SourceArn StringEquals arn:aws:scheduler:us-east-1:123456789012:schedule-group/default",
        ],
        ["primary-role", "ec2.amazonaws.com"],
        ["sync-content-to-backup-role", "s3.amazonaws.com", inAccount],
        ["sync-content-to-primary-role", "s3.amazonaws.com", inAccount],
        ["watcher-role", "lambda.amazonaws.com"],
        [
          "watcher-schedule-role",
          "scheduler.amazonaws.com",
          "aws:SourceAccount StringEquals 123456789012",
          "aws:SourceArn StringEquals arn:aws:scheduler:us-west-1:123456789012:schedule-group/default",
        ],
      ],
    );
  });

  it("finds the role that each policy is for", () => {
    assert.deepEqual(
      [...new Set(statementsOf(prod).map(({ holder, role }) => `${holder} ${role ?? "-"}`))],
      [
        "backup-content backup-role",
        "backup-session-manager backup-role",
        "monitoring-us-east-1-topic-policy -",
        "monitoring-us-west-1-topic-policy -",
        ...["drill", "observe", "override", "restore"].map(
          (role) => `operations-${role}-role-policy operations-${role}-role`,
        ),
        "primary-content primary-role",
        "primary-session-manager primary-role",
        "switch-policy -",
        "sync-backup-content-policy -",
        "sync-content-to-backup-role-policy sync-content-to-backup-role",
        "sync-content-to-primary-role-policy sync-content-to-primary-role",
        "sync-primary-content-policy -",
        "watcher-role-policy watcher-role",
        "watcher-schedule-role-policy watcher-schedule-role",
        "watcher-topic-policy -",
      ],
    );
  });

  it("refuses a statement that has grown by an action, and one of a policy that nobody knows", () => {
    const [grown, stranger] = statementsOf(prod).map((statement): [Statement, Statement] => [
      { ...statement, actions: [...statement.actions, "s3:DeleteObject"] },
      { ...statement, holder: "stranger" },
    ])[0]!;
    const on =
      "on arn:aws:s3:::shop-content-prod-123456789012-us-west-1/current.json, " +
      "arn:aws:s3:::shop-content-prod-123456789012-us-west-1/releases/*";
    assert.throws(() => reasonFor(grown), {
      message: `docs/security/reasons.ts has 0 reasons for backup-content: s3:GetObject, s3:DeleteObject ${on}`,
    });
    assert.throws(() => reasonFor(stranger), {
      message: `docs/security/reasons.ts has 0 reasons for stranger: s3:GetObject ${on}`,
    });
  });

  it("refuses ways to grant rights that it does not read", () => {
    const withChange = (change: (resource: RecordedResource) => RecordedResource) => ({
      resources: prod.resources.map((resource) =>
        resource.name === "watcher-role" ? change(resource) : resource,
      ),
    });
    const managed = withChange((role) => ({
      ...role,
      inputs: { ...role.inputs, managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
    }));
    const user = withChange((role) => ({ ...role, type: "aws:iam/userPolicy:UserPolicy" }));
    const permission = withChange((role) => ({ ...role, type: "aws:lambda/permission:Permission" }));
    const refusal = "docs/security/statements.ts does not read what these grant:";
    assert.throws(() => statementsOf(managed), { message: `${refusal} aws:iam/role:Role watcher-role` });
    assert.throws(() => statementsOf(user), {
      message: `${refusal} aws:iam/userPolicy:UserPolicy watcher-role`,
    });
    assert.throws(() => statementsOf(permission), {
      message: `${refusal} aws:lambda/permission:Permission watcher-role`,
    });
  });

  it("tells what another stack has and lacks, but for the names of the stacks", async () => {
    const withoutPeople = { "website-failover:operations": "{}" };
    const config = {
      ...withoutPeople,
      "website-failover:operatorSwitch": "{}",
      "website-failover:drills": "{}",
    };
    const staging = await recordStack("staging", { config });
    const page = securityPage(await recordStack("prod", { config: withoutPeople }), { staging }, "{}");
    const [different = ""] = /^## Where it is different$[^]*?^## /m.exec(page) ?? [];
    assert.deepEqual(
      different
        .split("\n")
        .filter((line) => /^(\*\*|\| (Allow|Deny))/.test(line))
        .map((line) => line.split(" | ").slice(0, 2)),
      [["**staging** lacks of these:"], ["| Allow `*`", "`s3:GetObject`"]],
    );
  });

  it("finds nothing secret in prod", () => {
    assert.deepEqual(secretsOf(prod), []);
  });
});
