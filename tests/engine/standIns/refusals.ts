import { recordSet } from "../../../recording/stackTopology";
import { refusals as zoneRefusals } from "../../../route53/refusals";
import type { Account, Change, StoredResource } from "./account";
import { ofNetwork } from "./networkRefusals";

/**
 * Why AWS refuses this change, in its words where they are known; none if it does not.
 *
 * Stricter than AWS in one thing: a health check that a record still names is not deleted. Route 53 would delete it, and
 * "the future status of the health check can't be predicted" (API DeleteHealthCheck).
 */
export function refusals(account: Account, { operation, resource }: Omit<Change, "isOutage">): string[] {
  const others = account.resources().filter(({ type, id }) => type !== resource.type || id !== resource.id);
  const after = operation === "delete" ? others : [...others, resource];
  const before = account.find(resource.type, resource.id);
  return [
    ...(operation === "create" && before ? [`InvalidChangeBatch: ${before.id} already exists`] : []),
    ...(operation === "delete" ? inUse(others, resource) : ofNetwork(others, resource, before)),
    ...(resource.type === recordType ? ofZone(account, after, resource) : []),
  ];
}

const recordType = "aws:route53/record:Record";

function inUse(others: readonly StoredResource[], resource: StoredResource): string[] {
  const { type, id, inputs } = resource;
  // What is only watched may go.
  const holders = others.filter((other) => !other.type.startsWith("aws:cloudwatch/"));
  const users = holders.filter((other) => mentions(other.inputs, id)).map(({ name }) => name);
  return [
    ...(users.length > 0
      ? [`${codes[type] ?? "DependencyViolation"}: ${id} is in use by ${users.sort().join(", ")}`]
      : []),
    ...(type === bucketType && holders.some((other) => isReplicatedTo(resource, other))
      ? [`BucketNotEmpty: the bucket ${id} holds what was put into the other one, too`]
      : []),
    ...(inputs["deletionProtectionEnabled"] === true
      ? [`ValidationException: ${id} is protected against deletion`]
      : []),
  ];
}

const bucketType = "aws:s3/bucket:Bucket";
const objectType = "aws:s3/bucketObjectv2:BucketObjectv2";
const codes: Readonly<Record<string, string>> = {
  "aws:route53/zone:Zone": "HostedZoneNotEmpty",
  [bucketType]: "BucketNotEmpty",
};

/** The two buckets that replicate each other have names which differ in the region alone. */
function isReplicatedTo({ id, region }: StoredResource, other: StoredResource): boolean {
  const isOfTwin = String(other.inputs["bucket"]).replace(other.region, "") === id.replace(region, "");
  return other.type === objectType && isOfTwin;
}

function mentions(value: unknown, id: string): boolean {
  if (typeof value === "object" && value !== null)
    return Object.values(value).some((inner) => mentions(inner, id));
  return value === id;
}

/** Route 53 judges the whole zone as it would be after the change. */
function ofZone(account: Account, after: readonly StoredResource[], { inputs }: StoredResource): string[] {
  const id = String(inputs["zoneId"]);
  const made = after.find((other) => other.type === "aws:route53/zone:Zone" && other.id === id);
  const name = made ? String(made.inputs["name"]) : account.facts().zones[id]?.name;
  if (name === undefined) return [`NoSuchHostedZone: No hosted zone found with ID: ${id}`];
  const records = after.filter((other) => other.type === recordType && other.inputs["zoneId"] === id);
  const checks = after.filter((other) => other.type === "aws:route53/healthCheck:HealthCheck");
  const recordSets = records.map((record) => recordSet(record.inputs));
  const unknownChecks = recordSets
    .flatMap(({ HealthCheckId }) => HealthCheckId ?? [])
    .filter((checkId) => !checks.some((check) => check.id === checkId))
    .map((checkId) => `NoSuchHealthCheck: No health check found with id: ${checkId}`);
  return [...unknownChecks, ...zoneRefusals({ id, name: `${name}.`, recordSets })];
}
