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
      otherOptions: recording.resources.flatMap(({ name, otherOptions }) =>
        otherOptions.map((option) => [name, option]),
      ),
    },
    { errors: [], duplicates: [], leaks: 0, withoutProvider: [], otherOptions: [] },
  );
}
