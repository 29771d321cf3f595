import { awsError, type ApiCall } from "./fakeClients";

/** The switch's bucket in memory, with S3's conditions on writes. */
export function journalBucket(stored: Readonly<Record<string, object>> = {}) {
  const objects = new Map<string, { readonly text: string; readonly etag: string }>();
  let writes = 0;
  const put = (key: string, text: string) => {
    writes += 1;
    const etag = `"etag-${writes}"`;
    objects.set(key, { text, etag });
    return { ETag: etag };
  };
  for (const [key, object] of Object.entries(stored)) put(key, JSON.stringify(object));

  const answer = ({ command, input }: ApiCall): object => {
    const key = String(input["Key"]);
    const found = objects.get(key);
    if (command === "GetObject") {
      if (!found) throw awsError("NoSuchKey");
      return { ETag: found.etag, Body: { transformToString: () => Promise.resolve(found.text) } };
    }
    const isMet =
      (input["IfNoneMatch"] === undefined || !found) &&
      (input["IfMatch"] === undefined || input["IfMatch"] === found?.etag);
    if (command !== "PutObject") throw new Error(`The bucket of this test does not know ${command}.`);
    if (!isMet) throw awsError("PreconditionFailed");
    return put(key, String(input["Body"]));
  };
  /** Each key with what it holds, by key. */
  const held = () =>
    Object.fromEntries([...objects].sort().map(([key, { text }]) => [key, JSON.parse(text) as unknown]));
  return { answer, put, held };
}
