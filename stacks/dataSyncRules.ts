/** The relations between the settings of `dataSync` and the rest; a part of rules.ts. */

import { contentBucketName, isBucketName } from "../site/contentBucketName";
import type { Rule, Subject } from "./rule";

/** The rules by their ids. */
export const dataSyncRules: Readonly<Record<string, Rule>> = {
  "content-bucket-names": contentBucketNames,
  "table-names-differ": tableNamesDiffer,
  "table-keys-differ": tableKeysDiffer,
  "tables-are-made": tablesAreMade,
};

/** The buckets' names are made of the stack's, and S3 takes fewer names than Pulumi. */
function contentBucketNames({ written, settings }: Subject) {
  const { stack, accountId, primary, backup } = settings;
  const names = [primary, backup].map(({ region }) => contentBucketName({ stack, accountId, region }));
  const illegal = written.dataSync.enabled ? names.find((name) => !isBucketName(name)) : undefined;
  if (illegal === undefined) return [];
  const message = `needs a bucket "${illegal}", which S3 refuses; give the stack a name of small letters, digits and hyphens that leaves it at most 63 characters`;
  const reads = ["accountId", "primary.region", "backup.region"];
  return [{ keys: ["dataSync.enabled"], message, reads }];
}

/** Two tables of one name would be one table. */
function tableNamesDiffer({ written }: Subject) {
  const names = written.dataSync.tables.map(({ name }) => name);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...repeated].map((name) => ({
    keys: ["dataSync.tables"],
    message: `has "${name}" twice; give each table a name of its own`,
  }));
}

/** A key has one attribute, or two. */
function tableKeysDiffer({ written }: Subject) {
  return written.dataSync.tables.map(({ name, hashKey, rangeKey }) =>
    hashKey.name === rangeKey?.name
      ? {
          keys: ["dataSync.tables"],
          message: `has "${hashKey.name}" as both keys of "${name}"; leave rangeKey out or name another attribute`,
        }
      : null,
  );
}

/** Tables that are written down and not made would be missed by the shop. */
function tablesAreMade({ written }: Subject) {
  const { enabled, tables } = written.dataSync;
  if (enabled || tables.length === 0) return [];
  const message = `has ${tables.length}, but dataSync.enabled is false; set it to true, or remove the tables`;
  return [{ keys: ["dataSync.tables"], message, reads: ["dataSync.enabled"] }];
}
