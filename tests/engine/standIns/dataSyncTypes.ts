import { arnOf } from "./identifiers";
import type { GivenType } from "./resourceTypes";

/** The types of buckets and tables; each resource names its own region. */
export const dataSyncTypes: Readonly<Record<string, GivenType>> = {
  "aws:s3/bucket:Bucket": {
    inputs: ["region", "bucket", "bucketNamespace", "forceDestroy", "tags"],
    required: ["region", "bucket"],
    replacing: ["region", "bucket", "bucketNamespace"],
    born: ({ inputs: { bucket } }) => ({
      id: String(bucket),
      outputs: { arn: `arn:aws:s3:::${String(bucket)}` },
    }),
  },
  "aws:s3/bucketVersioning:BucketVersioning": partOfBucket("versioning", "versioningConfiguration"),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": partOfBucket(
    "encryption",
    "rules",
  ),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": partOfBucket(
    "publicAccessBlock",
    ...["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"],
  ),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": partOfBucket("ownership", "rule"),
  "aws:s3/bucketPolicy:BucketPolicy": partOfBucket("policy", "policy"),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": partOfBucket("lifecycle", "rules"),
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": partOfBucket("replication", "role", "rules"),
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    inputs: ["region", "bucket", "key", "content", "contentType", "overrideProvider"],
    required: ["region", "bucket", "key"],
    replacing: ["region", "bucket", "key"],
    born: ({ inputs: { bucket, key } }) => ({ id: `${String(bucket)}/${String(key)}`, outputs: {} }),
  },
  "aws:dynamodb/table:Table": {
    inputs: [
      ...["region", "name", "billingMode", "hashKey", "rangeKey", "attributes", "streamEnabled"],
      ...["streamViewType", "pointInTimeRecovery", "deletionProtectionEnabled", "replicas", "tags"],
    ],
    required: ["region", "name"],
    replacing: ["region", "name", "hashKey", "rangeKey"],
    born: (birth) => {
      const id = String(birth.inputs["name"]);
      return { id, outputs: { arn: arnOf("dynamodb", birth, `table/${id}`) } };
    },
  },
};

/** AWS's id is the bucket's name, by which the account could not tell what belongs to a bucket from the bucket. */
function partOfBucket(what: string, ...settings: string[]): GivenType {
  return {
    inputs: ["region", "bucket", ...settings],
    required: ["region", "bucket", ...settings],
    replacing: ["region", "bucket"],
    born: ({ inputs: { bucket } }) => ({ id: `${String(bucket)}/${what}`, outputs: {} }),
  };
}
