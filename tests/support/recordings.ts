import assert from "node:assert/strict";
import type { RecordedResource, Recording } from "../../recording/recording";

/** The one resource of a type with a name. */
export function resourceOf(recording: Recording, type: string, name: string): RecordedResource {
  const found = recording.resources.filter((resource) => resource.type === type && resource.name === name);
  assert.equal(found.length, 1, `${found.length} resources ${type} ${name}`);
  return found[0]!;
}

/** What a recording registers, as sorted lines `type name region`. */
export function inventory({ resources }: Recording): string[] {
  return resources.map(({ type, name, region }) => `${type} ${name} ${region ?? "-"}`).sort();
}

/**
 * Holds for every good run: no failure, no URN twice, nothing pending, no AWS resource on the default provider,
 * and no option that the tests do not look at one by one.
 */
export function assertSound(recording: Recording): void {
  const homeless = recording.resources.filter(
    ({ type, provider }) => /^awsx?:/.test(type) && provider === null,
  );
  assert.deepEqual(
    {
      errors: recording.errors,
      duplicates: recording.duplicates,
      leaks: recording.leaks,
      withoutProvider: homeless.map(({ urn }) => urn),
      otherOptions: recording.resources.flatMap(({ type, name, otherOptions }) =>
        otherOptions.filter((option) => !isExpected(type, option)).map((option) => [name, option]),
      ),
    },
    { errors: [], duplicates: [], leaks: 0, withoutProvider: [], otherOptions: [] },
  );
}

/**
 * The hooks: tests/stacks/guard.test.ts and tests/components/switchedCheck.test.ts look at them. Content that stays:
 * tests/components/firstContent.test.ts. The SDK itself gives S3's types the names that they had before.
 */
function isExpected(type: string, option: string): boolean {
  const expected = [
    ...["pulumi:index:Stash hooks", "aws:route53/healthCheck:HealthCheck hooks"],
    "aws:s3/bucketObjectv2:BucketObjectv2 retainOnDelete",
  ];
  return expected.includes(`${type} ${option}`) || (type.startsWith("aws:s3/") && option === "aliases");
}
