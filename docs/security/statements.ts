import type { RecordedResource, Recording } from "../../recording/recording";

/** One statement of a policy, with whose it is. */
export interface Statement {
  /** Logical name of the resource that holds the policy. */
  readonly holder: string;
  /** Logical name of the role that it is for; null for a policy of a bucket, topic or queue. */
  readonly role: string | null;
  readonly effect: string;
  /** Who it is about, `*` for everybody; null in a role's own policy. */
  readonly principal: string | null;
  /** Sorted. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Each as `key operator values`. */
  readonly conditions: readonly string[];
}

interface PolicyStatement {
  readonly Effect: string;
  readonly Principal?: OneOrMore | Readonly<Record<string, OneOrMore>>;
  readonly Action: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;
}

type OneOrMore = string | readonly string[];

const roleType = "aws:iam/role:Role";
const rolePolicyType = "aws:iam/rolePolicy:RolePolicy";

/** Types that hold a policy about themselves. */
const resourcePolicyTypes = [
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sqs/queuePolicy:QueuePolicy",
];

/** Types of IAM that grant nothing themselves. */
const grantsNothing = ["aws:iam/instanceProfile:InstanceProfile"];

type Resources = Pick<Recording, "resources">;

/**
 * Every statement of every policy that a program registers, in the order of the resources' names.
 *
 * @throws Error for a way to grant rights that is not read here, so that none can go unseen.
 */
export function statementsOf({ resources }: Resources): Statement[] {
  refuseUnread(resources);
  const roles = resources.filter(({ type }) => type === roleType);
  const holders = resources.filter(({ type }) => [rolePolicyType, ...resourcePolicyTypes].includes(type));
  return holders.toSorted(byName).flatMap((holder) => {
    const role = roles.find(({ id }) => id === holder.inputs["role"]);
    return read(holder.inputs["policy"]).map((statement) => statementOf(holder, role ?? null, statement));
  });
}

/** Who may assume each role. */
export function trustsOf({ resources }: Resources): Statement[] {
  const roles = resources.filter(({ type }) => type === roleType);
  return roles
    .toSorted(byName)
    .flatMap((role) =>
      read(role.inputs["assumeRolePolicy"]).map((statement) => statementOf(role, role, statement)),
    );
}

function refuseUnread(resources: readonly RecordedResource[]): void {
  const isRead = ({ type, inputs }: RecordedResource) =>
    type === roleType
      ? inputs["managedPolicyArns"] === undefined && inputs["inlinePolicies"] === undefined
      : [rolePolicyType, ...grantsNothing].includes(type);
  const unread = resources.filter(
    (resource) =>
      (resource.type.startsWith("aws:iam/") && !isRead(resource)) ||
      resource.type === "aws:lambda/permission:Permission",
  );
  if (unread.length === 0) return;
  const names = unread.map(({ type, name }) => `${type} ${name}`).join(", ");
  throw new Error(`docs/security/statements.ts does not read what these grant: ${names}`);
}

function read(policy: unknown): readonly PolicyStatement[] {
  return (JSON.parse(String(policy)) as { Statement: readonly PolicyStatement[] }).Statement;
}

function statementOf(
  holder: RecordedResource,
  role: RecordedResource | null,
  { Effect, Principal, Action, Resource = [], Condition = {} }: PolicyStatement,
): Statement {
  return {
    holder: holder.name,
    role: role?.name ?? null,
    effect: Effect,
    principal: Principal === undefined ? null : principalOf(Principal),
    actions: [Action].flat().sort(),
    resources: [Resource].flat(),
    conditions: Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => `${key} ${operator} ${[values].flat().join(", ")}`),
    ),
  };
}

function principalOf(principal: NonNullable<PolicyStatement["Principal"]>): string {
  const names =
    typeof principal === "string" || Array.isArray(principal) ? principal : Object.values(principal);
  return [names].flat(2).join(", ");
}

function byName(one: RecordedResource, other: RecordedResource): number {
  return one.name < other.name ? -1 : 1;
}
