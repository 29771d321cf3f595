import assert from "node:assert/strict";
import type { DataSyncArgs } from "../../components/dataSync";
import { assertSound } from "../support/recordings";
import { recordSync, topic } from "./syncedRegions";

const orders = { name: "orders", hashKey: { name: "id", type: "S" } } as const;

describe("components/dataSyncArgs", () => {
  const mistakes: [title: string, changes: () => Partial<DataSyncArgs>, problem: string][] = [
    [
      "one region for both",
      () => ({ regions: { primary: "eu-west-1", backup: "eu-west-1" }, topics: undefined }),
      "both regions are eu-west-1; a copy in the same region dies with it",
    ],
    [
      "an account of 11 digits",
      () => ({ accountId: "12345678901" }),
      'accountId is "12345678901", but must have 12 digits',
    ],
    [
      "a topic of another region",
      () => ({ topics: { primary: topic("eu-west-1"), backup: topic("us-east-1") } }),
      "topics.backup is in us-east-1, but an alarm in eu-north-1 can use only a topic there",
    ],
    ["a table twice", () => ({ tables: [orders, orders] }), 'tables has "orders" twice'],
    [
      "a table with a blank in its name",
      () => ({ tables: [{ ...orders, name: "my orders" }] }),
      '"my orders" is no name for a table; write letters, digits, hyphens and underscores',
    ],
    [
      "one attribute as both keys",
      () => ({ tables: [{ ...orders, rangeKey: { name: "id", type: "N" } }] }),
      'table "orders" has one attribute as both keys',
    ],
  ];
  for (const [title, changes, problem] of mistakes) {
    it(`refuses ${title} before it registers anything`, async () => {
      // Outputs of one run must not reach into the next.
      const { errors, resources } = await recordSync(changes());
      assert.deepEqual(
        [errors, resources.map(({ name }) => name)],
        [[`DataSync "sync": ${problem}`], ["global"]],
      );
    });
  }

  it("accepts no tables at all", async () => {
    assertSound(await recordSync({ tables: [] }));
  });
});
