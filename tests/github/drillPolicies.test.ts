/** What a deployment may do to drills, compared with what prod registers once they are turned on. */
import assert from "node:assert/strict";
import { recordStack } from "../../recording/record";
import { actionsOf, policy } from "./policyFiles";

describe("policy of drills", () => {
  const { Statement } = policy("deploy-drills");

  it("tends the stack's own drills and what they need, by name or by tag, and hands each role to one service", async () => {
    const config = { "website-failover:drills": '{"enabled":true}' };
    const { resources } = await recordStack("prod", { config });
    const given = Statement.flatMap(({ Resource = [] }) => [Resource].flat()).map((arn) =>
      arn.replace("${STACK}", "prod").replace("${ACCOUNT_ID}", "123456789012"),
    );
    const named = (name: string) => {
      const found = resources.filter((resource) => resource.name === name);
      return String(found.find(({ inputs }) => inputs["name"] !== undefined)?.inputs["name"]);
    };
    const at = (service: string, what: string) => `arn:aws:${service}:us-east-1:123456789012:${what}`;
    const log = at("logs", `log-group:${named("drill-logs")}`);
    const role = (name: string) => `arn:aws:iam::123456789012:role/${name}-*`;
    assert.deepEqual(given, [
      // Templates have ids that nobody knows beforehand; their tags narrow it. Actions are AWS's own.
      ...[at("fis", "experiment-template/*"), at("fis", "action/*")],
      ...[at("ssm", `document/${named("drill-stop-server")}`), at("sqs", named("drill-missed"))],
      // API DescribeLogGroups: refused for a single group.
      at("logs", "log-group:*"),
      ...[log, `${log}:*`, at("scheduler", `schedule/default/${named("drill-schedule")}`)],
      ...[role("drill-role"), role("drill-schedule-role")],
      ...[role("drill-role"), role("drill-schedule-role")],
    ]);
    const [templates] = Statement;
    assert.deepEqual(templates?.Condition, {
      StringEquals: { "aws:ResourceTag/project": "website-failover", "aws:ResourceTag/stack": "${STACK}" },
    });
    const roles = resources.filter(({ name }) => /^drill-(.*-)?role$/.test(name)).map(({ name }) => name);
    assert.deepEqual(roles.sort(), ["drill-role", "drill-schedule-role"]);
  });

  it("makes, deletes, starts and stops none", () => {
    assert.deepEqual(
      Statement.flatMap(actionsOf).filter((action) => /:(Create|Delete|Start|Stop|Send)/.test(action)),
      [],
    );
  });
});
