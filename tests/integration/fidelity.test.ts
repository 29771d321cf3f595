import assert from "node:assert/strict";
import { fidelityRows } from "../support/fidelityRows";
import { failuresUnder } from "../support/mutatedTests";

/** Each row of docs/fidelity.md is true: its test fails while its change is made to the source, in memory alone. */
describe("docs/fidelity.md, row by row", () => {
  const rows = fidelityRows();

  it("sees no test fail without a change", async () => {
    const [row] = rows;
    assert.ok(row);
    assert.deepEqual(await failuresUnder({ ...row, to: row.from }), []);
  });

  for (const row of rows) {
    it(`${row.rule}: caught by ${row.testFile} ${row.testTitle}`, async () => {
      assert.notDeepEqual(await failuresUnder(row), []);
    });
  }
});
