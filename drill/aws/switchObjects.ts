import type { AwsClients } from "./clients";

/** Where a switch's bucket is, and whose it must be. */
export interface SwitchBucketAddress {
  readonly region: string;
  readonly bucketName: string;
  readonly accountId: string;
}

/** The objects of a switch's bucket. Each call rejects when S3 refuses it, and when the signal aborts. */
export interface SwitchObjects {
  /** The text of an object; null when there is none. */
  readonly read: (key: string, signal: AbortSignal) => Promise<string | null>;
  /** Stores an object in place of what its key held. */
  readonly put: (key: string, text: string, contentType: string, signal: AbortSignal) => Promise<void>;
  /** Takes an object away; it need not be there. */
  readonly remove: (key: string, signal: AbortSignal) => Promise<void>;
}

/** Key of the stack's topology in the switch's bucket. */
export const topologyKey = "topology.json";

/** The objects on S3, which refuses a bucket of another account. Nothing is asked of another region. */
export function switchObjects(
  clients: Pick<AwsClients, "s3">,
  { region, bucketName, accountId }: SwitchBucketAddress,
): SwitchObjects {
  const at = (key: string) => ({ Bucket: bucketName, Key: key, ExpectedBucketOwner: accountId });
  return {
    read: async (key, signal) => {
      const { sdk, client } = clients.s3(region);
      try {
        const { Body: body } = await client.send(new sdk.GetObjectCommand(at(key)), { abortSignal: signal });
        return (await body?.transformToString()) ?? "";
      } catch (error) {
        if (error instanceof Error && error.name === "NoSuchKey") return null;
        throw error;
      }
    },
    put: async (key, text, contentType, signal) => {
      const { sdk, client } = clients.s3(region);
      const object = { ...at(key), Body: text, ContentType: contentType, CacheControl: "no-store" };
      await client.send(new sdk.PutObjectCommand(object), { abortSignal: signal });
    },
    remove: async (key, signal) => {
      const { sdk, client } = clients.s3(region);
      await client.send(new sdk.DeleteObjectCommand(at(key)), { abortSignal: signal });
    },
  };
}
