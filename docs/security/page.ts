import type { Recording } from "../../recording/recording";
import { markdownTable } from "../markdownTable";
import {
  buckets,
  instances,
  openPorts,
  otherStores,
  publicNames,
  publicObjects,
  secretsOf,
} from "./exposure";
import { reasonFor } from "./reasons";
import { type Statement, statementsOf, trustsOf } from "./statements";

const introduction = `# Security

Who can do what in prod, and why; what is public, and why. Written by \`npm run docs\` from the recorded program
(\`docs/security/\`); a test keeps the page equal to it, and a policy statement without a reason does not get this far.
**Nothing has been run on AWS yet**: this is what the program asks for.

No action is a \`*\` in any statement that allows something, and a resource is a \`*\` only where AWS offers nothing
narrower (\`tests/policies.test.ts\` names each one).
`;

const pipeline = `## The pipeline and people

What deploys has rights of its own, in [iam](iam/), explained in [pipeline](pipeline.md#2-roles-on-aws): one role for each
environment, by OpenID Connect, without a stored key. None of them makes roles or writes policies of instances.

`;

/**
 * docs/security.md, for prod, with what is different elsewhere; `operatorPolicy` is the text of the operator's.
 *
 * @throws Error for a statement without a reason.
 */
export function securityPage(
  prod: Recording,
  others: Readonly<Record<string, Recording>>,
  operatorPolicy: string,
): string {
  const statements = statementsOf(prod);
  return [
    introduction,
    "## Roles\n",
    "EC2 and Lambda assume a role for what was given it by somebody of the account who may pass it, so these need no condition.",
    "A role whose principal is the account's root is taken by those people whom the account's own policies let take it: name them",
    "in `operations.trustedPrincipals` to bind it to them. None of these may deploy, make a role or change a right.\n",
    ...trustsOf(prod).map((trust) => roleSection(trust, statements)),
    "## Policies of buckets and topics\n",
    statementTable(statements.filter(({ role }) => role === null)),
    "## Where it is different\n",
    ...Object.entries(others).map(([name, recording]) => difference(name, prod, recording)),
    publicSection(prod),
    keptSection(prod),
    pipeline,
    breakGlass(operatorPolicy),
  ].join("\n");
}

function roleSection(trust: Statement, statements: readonly Statement[]): string {
  const { holder, principal, conditions } = trust;
  const under = conditions.length === 0 ? "" : `, if ${listOf(conditions)}`;
  const granted = statements.filter(({ role }) => role === holder);
  return [
    `### ${holder}\n`,
    `May be assumed by ${code(principal ?? "")}${under}.\n`,
    statementTable(granted),
  ].join("\n");
}

function statementTable(statements: readonly Statement[]): string {
  const rows = statements.map((statement) => [
    statement.effect + (statement.principal === null ? "" : ` ${code(statement.principal)}`),
    statement.actions.map(code).join("<br>"),
    statement.resources.map(code).join("<br>"),
    statement.conditions.map(code).join("<br>"),
    reasonFor(statement),
  ]);
  return markdownTable(["", "actions", "on", "if", "why"], rows);
}

function difference(name: string, prod: Recording, other: Recording): string {
  const lacking = without(prod, other);
  const added = without(other, prod);
  if (lacking.length + added.length === 0) {
    return `**${name}** has the same statements under the same conditions, on resources of its own.\n`;
  }
  return [
    ...(lacking.length > 0 ? [`**${name}** lacks of these:\n`, statementTable(lacking)] : []),
    ...(added.length > 0 ? [`**${name}** has besides:\n`, statementTable(added)] : []),
  ].join("\n");
}

/** Statements of one stack that the other has no like of; the names of stacks are all that may differ. */
function without(one: Recording, other: Recording): Statement[] {
  const likeness = (statement: Statement, { stack }: Recording) =>
    JSON.stringify(statement).replaceAll(stack, "stack");
  const known = new Set(statementsOf(other).map((statement) => likeness(statement, other)));
  return statementsOf(one).filter((statement) => !known.has(likeness(statement, one)));
}

function publicSection(recording: Recording): string {
  return [
    "## What is public\n",
    "**Ports.** There is no SSH; everything that is not here is closed.\n",
    markdownTable(["rule", "from", "port", "for"], openPorts(recording)),
    `**Names and addresses.** ${publicNames(recording).map(code).join(", ")}: the shop, and each site for itself, which people`,
    "and checkers ask for. Each site has one public address. Its health page says how it is, which site it is and what it",
    "serves; shop and health page come without TLS.\n",
    `**Objects.** ${listOf(publicObjects(recording))}: body and metadata are anybody's, so a reason for a failover belongs`,
    "elsewhere.\n",
  ].join("\n");
}

function keptSection(recording: Recording): string {
  return [
    "## How things are kept\n",
    markdownTable(["bucket", "region", "encryption", "versions", "refuses"], buckets(recording)),
    markdownTable(["instance", "metadata service (IMDSv2)", "root volume", "SSH key"], instances(recording)),
    markdownTable(["store", "region", "encryption by"], otherStores(recording)),
    `**Secrets**: ${listOf(secretsOf(recording))}. **A shell** is a session of Session Manager, which IAM grants and CloudTrail`,
    "records: `aws ssm start-session`.\n",
  ].join("\n");
}

/** The role must be there beforehand, because making one needs us-east-1. */
function breakGlass(operatorPolicy: string): string {
  return [
    "## Break-glass\n",
    "Turning the [operator's switch](runbook.md#manual-failover) takes S3 in the backup's region alone. Where `operations` is on,",
    "the role `<project>-<stack>-operations-override` may do it, and `failover override` takes it. Elsewhere this and nothing else",
    "is needed, [operate-switch](iam/operate-switch.json), tested against what the program registers:\n",
    "```json",
    operatorPolicy.trim(),
    "```\n",
    "Either role must be there **beforehand**: IAM makes roles in us-east-1, while those that exist go on working without it. Sign in by",
    "STS in the backup's region (`AWS_REGION=us-west-1`), and try it before you need it.\n",
  ].join("\n");
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.map(code).join(", ");
}

function code(text: string): string {
  return `\`${text}\``;
}
