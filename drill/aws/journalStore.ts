import { isDeepStrictEqual } from "node:util";
import type { AwsClients } from "./clients";
import { drillJournal, historyPrefix, journalKey, lastSuccessKey, type DrillJournal } from "./journal";
import { refusalOf } from "./refusal";
import type { AwsTopology } from "./topology";

/** The journal in the switch's bucket. It is also the lock: while it is open, no second drill begins. */
export interface JournalStore {
  /** The open or the latest drill's; null before the first. */
  read(): Promise<StoredJournal | null>;
  /** Takes the lock. @throws DrillUnderwayError when another drill has it. */
  open(journal: DrillJournal): Promise<StoredJournal>;
  /** Lets the lock go and keeps the verdict. Returns what the journal says then: another hand may have closed it before. */
  close(opened: StoredJournal, verdict: NonNullable<DrillJournal["verdict"]>): Promise<DrillJournal>;
}

/** A journal, and the version of the object that holds it. */
export interface StoredJournal {
  readonly journal: DrillJournal;
  readonly etag: string;
}

/** Another drill of the stack has not been closed. */
export class DrillUnderwayError extends Error {
  override readonly name = "DrillUnderwayError";
  constructor({ stack, fault, principal, startedAt }: DrillJournal) {
    super(
      `${principal} drills ${stack} with ${fault} since ${startedAt}. If nobody does any more: failover restore --stack ${stack}`,
    );
  }
}

/**
 * The journal of a stack. Writes are conditional, so that of two drills that begin at once one is refused.
 * Source: S3 User Guide, "How to prevent object overwrites with conditional writes". `If-Match` takes the right to read.
 *
 * @throws Error for a stack without a switch, which has no bucket for it.
 */
export function journalStore(topology: AwsTopology, clients: AwsClients): JournalStore {
  if (!topology.operatorSwitch) {
    throw new Error(`The stack ${topology.stack} has no switch, whose bucket keeps the journal of a drill.`);
  }
  const object = bucketOf(topology.operatorSwitch, topology.accountId, clients);
  const read = () => object.read(journalKey);
  const keep = async (journal: DrillJournal): Promise<void> => {
    await object.write(`${historyPrefix}${journal.id}.json`, journal, {});
    const { verdict, startedAt } = journal;
    if (verdict === "pass") await object.write(lastSuccessKey, { startedAt }, {});
  };

  const open = async (journal: DrillJournal): Promise<StoredJournal> => {
    const found = await read();
    if (found?.journal.state === "open") throw new DrillUnderwayError(found.journal);
    // Whoever closed it may have been killed before they kept it.
    if (found) await keep(found.journal);
    const condition = found ? { IfMatch: found.etag } : { IfNoneMatch: "*" };
    try {
      return { journal, etag: await object.write(journalKey, journal, condition) };
    } catch (error) {
      if (!isLost(error)) throw error;
      const winner = await read();
      if (winner?.journal.state !== "open") throw error;
      // The SDK asks again when an answer is lost: then the winner is this drill.
      if (isDeepStrictEqual(winner.journal, journal)) return winner;
      throw new DrillUnderwayError(winner.journal);
    }
  };

  const close: JournalStore["close"] = async (opened, verdict) => {
    const closed: DrillJournal = { ...opened.journal, state: "closed", verdict };
    try {
      await object.write(journalKey, closed, { IfMatch: opened.etag });
    } catch (error) {
      if (!isLost(error)) throw error;
      const found = await read();
      if (!found || isDeepStrictEqual(found.journal, opened.journal)) throw error;
      if (!isDeepStrictEqual(found.journal, closed)) return found.journal;
    }
    await keep(closed);
    return closed;
  };
  return { read, open, close };
}

function bucketOf(
  { region, bucketName }: NonNullable<AwsTopology["operatorSwitch"]>,
  accountId: string,
  clients: AwsClients,
) {
  const inBucket = { Bucket: bucketName, ExpectedBucketOwner: accountId };
  return {
    read: async (key: string): Promise<StoredJournal | null> => {
      const { client, sdk } = clients.s3(region);
      try {
        const { Body, ETag } = await client.send(new sdk.GetObjectCommand({ ...inBucket, Key: key }));
        return {
          journal: parsed(await Body?.transformToString(), `s3://${bucketName}/${key}`),
          etag: ETag ?? "",
        };
      } catch (error) {
        if (error instanceof Error && error.name === "NoSuchKey") return null;
        if (refusalOf(error) !== "rights") throw error;
        // Whoever may list only some prefixes is told 403 of a key that is not there (API GetObject, "Permissions").
        const asked = new sdk.ListObjectsV2Command({ ...inBucket, Prefix: key, MaxKeys: 1 });
        if ((await client.send(asked)).KeyCount === 0) return null;
        throw error;
      }
    },
    write: async (
      key: string,
      journal: object,
      condition: { readonly IfMatch?: string; readonly IfNoneMatch?: string },
    ): Promise<string> => {
      const { client, sdk } = clients.s3(region);
      const Body = `${JSON.stringify(journal, null, 2)}\n`;
      const request = { ...inBucket, Key: key, Body, ContentType: "application/json", ...condition };
      return (await client.send(new sdk.PutObjectCommand(request))).ETag ?? "";
    },
  };
}

/** Whether another write came first: before this one (412) or at the same time (409). */
function isLost(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === "PreconditionFailed" || error.name === "ConditionalRequestConflict")
  );
}

function parsed(text: string | undefined, source: string): DrillJournal {
  try {
    return drillJournal.parse(JSON.parse(text ?? ""));
  } catch (cause) {
    throw new Error(`${source} is no journal of a drill that this program can read.`, { cause });
  }
}
