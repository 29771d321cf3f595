import assert from "node:assert/strict";
import type { DrillJournal } from "../../../drill/aws/journal";
import { journalStore } from "../../../drill/aws/journalStore";
import { awsError, fakeClients, type ApiCall } from "./fakeClients";
import { journalBucket } from "./journalBucket";
import { openJournal, topology } from "./sampleDrill";

const key = "drills/journal.json";
const journal = openJournal();
const history = `drills/history/${journal.id}.json`;
const closedAs = (verdict: DrillJournal["verdict"], of = journal): DrillJournal => ({
  ...of,
  state: "closed",
  verdict,
});
const earlier: DrillJournal = {
  ...closedAs("pass", openJournal("block-http")),
  id: "2026-11-16T12:00:00.000Z-block-http",
  startedAt: "2026-11-16T12:00:00.000Z",
};
const others: DrillJournal = { ...journal, principal: "arn:aws:sts::123456789012:assumed-role/drill/bob" };
const refusal = {
  name: "DrillUnderwayError",
  message:
    "arn:aws:sts::123456789012:assumed-role/drill/bob drills prod with stop-instance since " +
    "2026-11-23T12:00:00.000Z. If nobody does any more: failover restore --stack prod",
};

function storeOn(bucket = journalBucket(), before: (call: ApiCall) => void = () => undefined) {
  const aws = fakeClients((call) => {
    before(call);
    return bucket.answer(call);
  });
  return { ...aws, bucket, store: journalStore(topology, aws.clients) };
}
const puts = (calls: readonly ApiCall[]) =>
  calls
    .filter(({ command }) => command === "PutObject")
    .map(({ input }) => [input["Key"], input["IfMatch"] ?? input["IfNoneMatch"] ?? "whatever is there"]);

describe("drill/aws/journalStore", () => {
  it("is in the switch's bucket of the account, and is none in a stack without a switch", async () => {
    const { store, calls, clients } = storeOn();
    assert.equal(await store.read(), null);
    const Bucket = "failover-switch-prod-123456789012-us-west-1-an";
    assert.deepEqual(calls, [
      {
        service: "s3",
        region: "us-west-1",
        command: "GetObject",
        input: { Bucket, ExpectedBucketOwner: "123456789012", Key: key },
      },
    ]);
    assert.throws(() => journalStore({ ...topology, operatorSwitch: null }, clients), {
      message: "The stack prod has no switch, whose bucket keeps the journal of a drill.",
    });
  });

  it("opens the first journal only where there is none, and closes the version that it has opened", async () => {
    const { store, bucket, calls } = storeOn();
    const opened = await store.open(journal);
    assert.deepEqual(opened, { journal, etag: '"etag-1"' });
    assert.deepEqual(bucket.held(), { [key]: journal });
    assert.deepEqual(await store.close(opened, "pass"), closedAs("pass"));
    assert.deepEqual(bucket.held(), {
      [history]: closedAs("pass"),
      [key]: closedAs("pass"),
      // The site watcher counts the days from it.
      "drills/last-success.json": { startedAt: journal.startedAt },
    });
    assert.deepEqual(puts(calls), [
      [key, "*"],
      [key, '"etag-1"'],
      [history, "whatever is there"],
      ["drills/last-success.json", "whatever is there"],
    ]);
  });

  it("opens the next in place of a closed one, whose verdict it keeps if nobody has", async () => {
    const { store, bucket, calls } = storeOn(journalBucket({ [key]: earlier }));
    await store.open(journal);
    const kept = `drills/history/${earlier.id}.json`;
    assert.deepEqual(bucket.held(), {
      [kept]: earlier,
      [key]: journal,
      "drills/last-success.json": { startedAt: earlier.startedAt },
    });
    assert.deepEqual(puts(calls), [
      [kept, "whatever is there"],
      ["drills/last-success.json", "whatever is there"],
      [key, '"etag-1"'],
    ]);
  });

  it("refuses a second drill, and says who drills since when", async () => {
    const { store, bucket, calls } = storeOn(journalBucket({ [key]: others }));
    await assert.rejects(store.open(journal), refusal);
    assert.deepEqual(bucket.held(), { [key]: others });
    assert.deepEqual(puts(calls), []);
  });

  for (const [what, before] of [
    ["first", {}],
    ["next", { [key]: earlier }],
  ] as const) {
    it(`refuses one of two that begin the ${what} drill at once`, async () => {
      const bucket = journalBucket(before);
      const { store } = storeOn(bucket, ({ command, input }) => {
        if (command === "PutObject" && input["Key"] === key) bucket.put(key, JSON.stringify(others));
      });
      await assert.rejects(store.open(journal), refusal);
      assert.deepEqual(bucket.held()[key], others);
    });
  }

  it("takes a lock that is its own for taken: the SDK asks again when an answer is lost", async () => {
    const bucket = journalBucket();
    const { store } = storeOn(bucket, ({ command }) => {
      if (command === "PutObject") bucket.put(key, JSON.stringify(journal));
    });
    assert.deepEqual(await store.open(journal), { journal, etag: '"etag-1"' });
  });

  it("leaves a journal as it is that another hand has closed, and its history", async () => {
    const { store, bucket } = storeOn();
    const opened = await store.open(journal);
    const interrupted = closedAs("interrupted");
    bucket.put(key, JSON.stringify(interrupted));
    assert.deepEqual(await store.close(opened, "pass"), interrupted);
    assert.deepEqual(bucket.held(), { [key]: interrupted });
  });

  it("closes it once when the answer is lost", async () => {
    const { store, bucket } = storeOn();
    const opened = await store.open(journal);
    bucket.put(key, JSON.stringify(closedAs("fail")));
    assert.deepEqual(await store.close(opened, "fail"), closedAs("fail"));
    assert.deepEqual(bucket.held(), { [history]: closedAs("fail"), [key]: closedAs("fail") });
  });

  it("passes on what is no lost race: the journal stays as it is", async () => {
    const bucket = journalBucket();
    let refusing = "";
    const { store } = storeOn(bucket, ({ command }) => {
      if (command === "PutObject" && refusing !== "") throw awsError(refusing);
    });
    refusing = "AccessDenied";
    await assert.rejects(store.open(journal), { name: "AccessDenied" });
    refusing = "ConditionalRequestConflict";
    await assert.rejects(store.open(journal), { name: "ConditionalRequestConflict" });
    refusing = "";
    const opened = await store.open(journal);
    refusing = "ConditionalRequestConflict";
    await assert.rejects(store.close(opened, "pass"), { name: "ConditionalRequestConflict" });
    assert.deepEqual(bucket.held(), { [key]: journal });
  });

  for (const [listed, seen] of [
    [0, "takes a refused read for no journal where the list has none"],
    [1, "passes a refused read on where the list has one"],
  ] as const) {
    it(seen, async () => {
      const { clients, calls } = fakeClients(({ command }) => {
        if (command === "GetObject") throw awsError("AccessDenied");
        return { KeyCount: listed };
      });
      const store = journalStore(topology, clients);
      if (listed === 0) assert.equal(await store.read(), null);
      else await assert.rejects(store.read(), { name: "AccessDenied" });
      const { Prefix, MaxKeys } = calls[1]?.input ?? {};
      assert.deepEqual([calls.length, Prefix, MaxKeys], [2, key, 1]);
    });
  }

  it("refuses what it cannot read, rather than take it for nothing", async () => {
    const { store } = storeOn(journalBucket({ [key]: { version: 2 } }));
    const message =
      "s3://failover-switch-prod-123456789012-us-west-1-an/drills/journal.json is no journal of a drill that this program can read.";
    await assert.rejects(store.read(), { message });
    await assert.rejects(store.open(journal), { message });
  });
});
