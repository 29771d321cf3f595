import assert from "node:assert/strict";
import type { Recording } from "../../recording/recording";
import { awsResource, recordSync } from "./syncedRegions";

describe("components/globalTable", () => {
  let recording: Recording;
  beforeEach(async () => {
    recording = await recordSync();
  });

  it("makes each table global, with recovery and protection on both sides", () => {
    const { inputs, protect } = awsResource(recording, "dynamodb/table:Table", "sync-table-orders");
    assert.equal(protect, true);
    assert.deepEqual(inputs, {
      region: "eu-west-1",
      name: "website-failover-test-orders",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "customer",
      rangeKey: "placedAt",
      attributes: [
        { name: "customer", type: "S" },
        { name: "placedAt", type: "N" },
      ],
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: true,
      replicas: [
        {
          regionName: "eu-north-1",
          pointInTimeRecovery: true,
          deletionProtectionEnabled: true,
          propagateTags: true,
        },
      ],
    });
  });

  it("has a hash key alone unless it is told of a range key", async () => {
    const run = await recordSync({ tables: [{ name: "carts", hashKey: { name: "id", type: "B" } }] });
    const { hashKey, rangeKey, attributes } = awsResource(
      run,
      "dynamodb/table:Table",
      "sync-table-carts",
    ).inputs;
    assert.deepEqual([hashKey, rangeKey, attributes], ["id", undefined, [{ name: "id", type: "B" }]]);
  });

  it("is deletable on both sides when the stack is not protected", async () => {
    const table = awsResource(
      await recordSync({ protect: false }),
      "dynamodb/table:Table",
      "sync-table-orders",
    );
    const { deletionProtectionEnabled, replicas } = table.inputs as {
      deletionProtectionEnabled: boolean;
      replicas: { deletionProtectionEnabled: boolean }[];
    };
    assert.deepEqual(
      [
        table.protect,
        deletionProtectionEnabled,
        replicas.map((replica) => replica.deletionProtectionEnabled),
      ],
      [false, false, [false]],
    );
  });
});
