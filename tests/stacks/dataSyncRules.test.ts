import assert from "node:assert/strict";
import { resolveSettings } from "../../stacks/settings";
import { configOf, problemsWith, required } from "../support/stackSettings";

const orders = { name: "orders", hashKey: { name: "id", type: "S" } };

/** Proves each relation of `dataSync` on both sides of its limit, with the whole text that ops will read. */
describe("stacks/dataSyncRules", () => {
  const problemsOf = (stack: string, changes: object) => {
    const result = resolveSettings("website-failover", stack, configOf({ ...required, ...changes }));
    return Array.isArray(result) ? result : [];
  };
  // shop-content-<stack>-<12 digits>-us-east-1 has 36 characters without the stack's name.
  const longest = "s".repeat(27);

  it("takes a stack whose name makes names for buckets", () => {
    for (const stack of ["prod", "feature-7", longest])
      assert.deepEqual(problemsOf(stack, { dataSync: { enabled: true } }), []);
  });

  for (const stack of [`${longest}s`, "Prod", "my.stack", "my_stack"]) {
    it(`refuses the stack ${stack}, unless it has no buckets`, () => {
      const bucket = `shop-content-${stack}-123456789012-us-east-1`;
      assert.deepEqual(problemsOf(stack, { dataSync: { enabled: true } }), [
        `dataSync.enabled: needs a bucket "${bucket}", which S3 refuses; give the stack a name of small letters, digits and hyphens that leaves it at most 63 characters [content-bucket-names]`,
      ]);
      assert.deepEqual(problemsOf(stack, {}), []);
    });
  }

  const tablesOf = (...tables: object[]) => problemsWith({ dataSync: { enabled: true, tables } });

  it("wants names that differ", () => {
    assert.deepEqual(tablesOf(orders, { ...orders, name: "carts" }), []);
    assert.deepEqual(tablesOf(orders, orders), [
      'dataSync.tables: has "orders" twice; give each table a name of its own [table-names-differ]',
    ]);
  });

  it("wants keys that differ", () => {
    assert.deepEqual(tablesOf({ ...orders, rangeKey: { name: "at", type: "N" } }), []);
    assert.deepEqual(tablesOf({ ...orders, rangeKey: { name: "id", type: "N" } }), [
      'dataSync.tables: has "id" as both keys of "orders"; leave rangeKey out or name another attribute [table-keys-differ]',
    ]);
  });

  it("refuses tables that would not be made", () => {
    assert.deepEqual(problemsWith({ dataSync: { enabled: false } }), []);
    assert.deepEqual(problemsWith({ dataSync: { enabled: false, tables: [orders] } }), [
      "dataSync.tables: has 1, but dataSync.enabled is false; set it to true, or remove the tables [tables-are-made]",
    ]);
  });
});
