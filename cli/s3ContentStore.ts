import { createHash } from "node:crypto";
import { PutObjectCommand, S3Client, type S3ClientConfig, S3ServiceException } from "@aws-sdk/client-s3";
import type { ContentStore, ContentTarget } from "./contentStore";

/**
 * A content bucket on S3, with the credentials of the surroundings. S3 refuses a body that was damaged on its way, and
 * a bucket of another account.
 *
 * @param config lies over the client's own; tests name a server of their own.
 */
export function s3ContentStore(
  { region, bucket, accountId }: ContentTarget,
  config: S3ClientConfig = {},
): ContentStore {
  // It tells those who choose the Node version, at each start, and whoever publishes can do nothing about it.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  const client = new S3Client({ region, ...config });
  const put = (key: string, body: Buffer, condition: { IfNoneMatch?: string } = {}) =>
    client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ChecksumSHA256: createHash("sha256").update(body).digest("base64"),
        ExpectedBucketOwner: accountId,
        ...condition,
      }),
    );
  return {
    putOnce: async (key, body) => {
      try {
        await put(key, body, { IfNoneMatch: "*" });
        return true;
      } catch (error) {
        if (error instanceof S3ServiceException && error.name === "PreconditionFailed") return false;
        throw error;
      }
    },
    put: async (key, body) => {
      await put(key, body);
    },
  };
}
