import assert from "node:assert/strict";
import { pastDrills } from "../../../drill/aws/drillHistory";
import type { DrillJournal } from "../../../drill/aws/journal";
import { fakeClients } from "./fakeClients";
import { switchedAws } from "./shopAws";

function journal(startedAt: string): DrillJournal {
  return {
    version: 1,
    id: `${startedAt}-stop-instance`,
    state: "closed",
    stack: "prod",
    accountId: "123456789012",
    fault: "stop-instance",
    principal: "arn:ops",
    startedAt,
    undoneAt: startedAt,
    undo: { operation: "ec2:StartInstances", region: "us-east-1", instanceId: "i-0123456789abcdef0" },
    schedule: { region: "us-east-1", name: "drill" },
    verdict: "pass",
  };
}

describe("drill/aws/drillHistory", () => {
  it("reads the newest drills of all pages, newest first, and leaves out what is no journal", async () => {
    const days = ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"].map(journal);
    const [oldest, middle, newest] = days as [DrillJournal, DrillJournal, DrillJournal];
    const keyOf = ({ id }: DrillJournal) => `drills/history/${id}.json`;
    const { clients, calls } = fakeClients({
      ListObjectsV2: ({ ContinuationToken: token }) =>
        token === undefined
          ? { Contents: [{ Key: keyOf(oldest) }, { Key: keyOf(newest) }], NextContinuationToken: "more" }
          : { Contents: [{ Key: keyOf(middle) }, { Key: "drills/history/2026-04-note.txt" }] },
      GetObject: ({ Key }) => ({
        Body: {
          transformToString: () =>
            Promise.resolve(JSON.stringify(days.find((each) => keyOf(each) === Key) ?? "note")),
        },
      }),
    });
    assert.deepEqual(await pastDrills(switchedAws.operatorSwitch!, clients), [newest, middle, oldest]);
    assert.deepEqual(await pastDrills(switchedAws.operatorSwitch!, clients, 2), [newest]);
    assert.deepEqual([...new Set(calls.map(({ region }) => region))], ["us-west-1"]);
  });
});
