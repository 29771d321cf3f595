import * as pulumi from "@pulumi/pulumi";
import { contentBucketName, isBucketName } from "../site/contentBucketName";
import type { DataSyncArgs } from "./dataSync";
import { physicalName } from "./physicalName";

/**
 * Refuses what the types of DataSyncArgs cannot exclude, all of it at once.
 *
 * @throws pulumi.RunError naming the component and each mistake.
 */
export function checkDataSyncArgs(name: string, args: DataSyncArgs): void {
  const problems = [...sidesProblems(args), ...topicsProblems(args), ...tablesProblems(args)];
  if (problems.length > 0) throw new pulumi.RunError(`DataSync "${name}": ${problems.join("; ")}`);
}

function sidesProblems({ accountId, regions: { primary, backup } }: DataSyncArgs): string[] {
  const bucketNames = [primary, backup].map((region) =>
    contentBucketName({ stack: pulumi.getStack(), accountId, region }),
  );
  const illegal = bucketNames.filter((bucketName) => !isBucketName(bucketName));
  return [
    ...(primary === backup ? [`both regions are ${primary}; a copy in the same region dies with it`] : []),
    ...(/^\d{12}$/.test(accountId) ? [] : [`accountId is "${accountId}", but must have 12 digits`]),
    ...illegal.map(
      (bucketName) =>
        `"${bucketName}" is no name for a bucket; let the stack's name be short, with small letters, digits and hyphens`,
    ),
  ];
}

function topicsProblems({ topics, regions }: DataSyncArgs): string[] {
  if (!topics) return [];
  const pairs = [
    ["primary", regions.primary, topics.primary.region],
    ["backup", regions.backup, topics.backup.region],
  ] as const;
  return pairs
    .filter(([, region, topicRegion]) => region !== topicRegion)
    .map(
      ([role, region, topicRegion]) =>
        `topics.${role} is in ${topicRegion}, but an alarm in ${region} can use only a topic there`,
    );
}

function tablesProblems({ tables }: DataSyncArgs): string[] {
  const names = tables.map(({ name }) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  // DynamoDB Developer Guide, "Naming rules".
  const illegal = names.filter((name) => !/^[a-zA-Z0-9_.-]{3,255}$/.test(physicalName(name)));
  const oneKey = tables.filter(({ hashKey, rangeKey }) => hashKey.name === rangeKey?.name);
  return [
    ...[...new Set(repeated)].map((name) => `tables has "${name}" twice`),
    ...illegal.map(
      (name) => `"${name}" is no name for a table; write letters, digits, hyphens and underscores`,
    ),
    ...oneKey.map(({ name }) => `table "${name}" has one attribute as both keys`),
  ];
}
