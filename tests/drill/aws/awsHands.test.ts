import assert from "node:assert/strict";
import { awsHands } from "../../../drill/aws/awsHands";
import type { DrillJournal } from "../../../drill/aws/journal";
import { manualClock } from "../../support/manualClock";
import { journalStore } from "../../../drill/aws/journalStore";
import { awsError, fakeClients } from "./fakeClients";
import { journalBucket } from "./journalBucket";
import { openJournal, topology, undoCalls } from "./sampleDrill";

/** Proves in which order a drill's hands write, break and close, and what they ask AWS for. */

const key = "drills/journal.json";
const journal = openJournal();

/** @param dryRuns What AWS says to the dry run of a command; it would let us without. */
function handsOn(
  stored: Readonly<Record<string, object>> = {},
  dryRuns: Readonly<Record<string, string>> = {},
) {
  const bucket = journalBucket(stored);
  const done: string[] = [];
  const aws = fakeClients((call) => {
    const { service, command, input } = call;
    if (input["DryRun"] === true) throw awsError(dryRuns[command] ?? "DryRunOperation");
    if (command !== "GetObject") done.push(command);
    return service === "s3" ? bucket.answer(call) : {};
  });
  const { operations } = topology;
  assert.ok(operations);
  const local = {
    path: "prod.json",
    write: ({ id }: DrillJournal) => done.push(`write ${id}`),
    read: () => null,
    remove: () => done.push("remove"),
  };
  const common = { topology: { ...topology, operations }, clients: aws.clients, clock: manualClock() };
  return { hands: awsHands({ ...common, local }), bucket, done, calls: aws.calls, clients: aws.clients };
}

describe("drill/aws/awsHands", () => {
  it("writes the journal here before it writes it there, and breaks nothing with either", async () => {
    const { hands, bucket, done } = handsOn();
    assert.equal(await hands.openDrill(), null);
    await hands.openJournal(journal);
    assert.deepEqual(done, [`write ${journal.id}`, "PutObject"]);
    assert.deepEqual(bucket.held(), { [key]: journal });
    assert.deepEqual(await hands.openDrill(), journal);
  });

  it("leaves no journal here when another drill keeps it out", async () => {
    const { hands, done } = handsOn({ [key]: journal });
    await assert.rejects(hands.openJournal({ ...journal, id: "later" }), { name: "DrillUnderwayError" });
    assert.deepEqual(done, ["write later", "remove"]);
  });

  it("says whether AWS would let it, where AWS tells, and inflicts with one call", async () => {
    const { hands, calls } = handsOn();
    assert.equal(await hands.refusalOf("stop-instance"), null);
    assert.deepEqual(await hands.undoFor("stop-instance"), undoCalls["stop-instance"]);
    const asked = calls.length;
    await hands.inflict("stop-instance", new AbortController().signal);
    const { service, region, command, input } = calls[asked] ?? {};
    assert.deepEqual(
      [calls.length - asked, service, region, command, input],
      [1, "ec2", "us-east-1", "StopInstances", { InstanceIds: ["i-0a1b2c3d4e5f60718"], DryRun: false }],
    );
  });

  for (const [command, refused] of [
    ["StopInstances", "inflict"],
    ["StartInstances", "undo"],
  ] as const) {
    it(`tells credentials that may not ${refused} the fault`, async () => {
      const { hands } = handsOn({}, { [command]: "UnauthorizedOperation" });
      assert.equal(await hands.refusalOf("stop-instance"), `these credentials may not ${refused} it.`);
    });
  }

  it("names the schedule by the drill's start, and lets it take the stack's own role", async () => {
    const { hands, calls } = handsOn();
    assert.deepEqual(hands.scheduleFor(journal.startedAt), journal.schedule);
    await hands.arm(journal);
    const { RoleArn: role } = calls[0]?.input["Target"] as { readonly RoleArn: string };
    assert.equal(role, "arn:aws:iam::123456789012:role/website-failover-prod-restore");
  });

  it("closes the journal that it has opened, and then forgets it here", async () => {
    const { hands, bucket, done } = handsOn();
    await hands.openJournal(journal);
    done.length = 0;
    const closed: DrillJournal = { ...journal, state: "closed", verdict: "fail" };
    assert.deepEqual(await hands.closeJournal(closed), closed);
    assert.deepEqual(done, ["PutObject", "PutObject", "remove"]);
    assert.deepEqual(bucket.held()[key], closed);
  });

  it("tells what the journal says where somebody else has closed it meanwhile", async () => {
    const { hands, clients } = handsOn();
    await hands.openJournal(journal);
    const store = journalStore(topology, clients);
    const opened = await store.read();
    assert.ok(opened);
    await store.close(opened, "interrupted");
    const told = await hands.closeJournal({ ...journal, state: "closed", verdict: "pass" });
    assert.equal(told.verdict, "interrupted");
  });
});
