import { contentBucketName } from "../site/contentBucketName";
import { currentKey, releasesPrefix } from "../site/release";
import { physicalName } from "./physicalName";

/** What a site keeps in step with the other one. */
export interface SiteContent {
  readonly stack: string;
  readonly accountId: string;
  readonly region: string;
  /** Names of the tables, as the settings have them. */
  readonly tables: readonly string[];
}

/**
 * What the instance of a site may do with content and tables: read what is published, and use the tables, in its own
 * region alone. Names follow from the settings, so the role can exist before the buckets do.
 */
export function siteContentPolicy({ stack, accountId, region, tables }: SiteContent) {
  const bucketArn = `arn:aws:s3:::${contentBucketName({ stack, accountId, region })}`;
  const readContent = {
    Effect: "Allow",
    Action: "s3:GetObject",
    Resource: [`${bucketArn}/${currentKey}`, `${bucketArn}/${releasesPrefix}*`],
    // A bucket of this name in another account would be a stranger's.
    Condition: { StringEquals: { "aws:ResourceAccount": accountId } },
  };
  const useTables = {
    Effect: "Allow",
    Action: [
      "dynamodb:BatchGetItem",
      "dynamodb:BatchWriteItem",
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ],
    Resource: tables.map((table) => `arn:aws:dynamodb:${region}:${accountId}:table/${physicalName(table)}`),
  };
  return {
    Version: "2012-10-17",
    Statement: tables.length > 0 ? [readContent, useTables] : [readContent],
  };
}
