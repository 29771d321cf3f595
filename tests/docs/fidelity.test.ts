import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fidelityRows } from "../support/fidelityRows";
import { mutatedSource, titlesIn } from "../support/mutatedTests";

/** That each test fails under its change is proven by tests/integration/fidelity.test.ts. */
describe("docs/fidelity.md", () => {
  const rows = fidelityRows();

  it("is read to its last row", () => {
    const text = readFileSync(resolve(__dirname, "../../docs/fidelity.md"), "utf8");
    assert.equal(rows.length, text.match(/` to (`|nothing)/g)?.length);
  });

  it("names an exported function for each rule", () => {
    const isExported = (sourceFile: string, name: string) =>
      new RegExp(`^export (function|const) ${name}\\b`, "m").test(
        readFileSync(resolve(__dirname, "../../route53", sourceFile), "utf8"),
      );
    assert.deepEqual(
      rows.filter(({ sourceFile, functionName }) => !isExported(sourceFile, functionName)),
      [],
    );
  });

  it("names one test for each rule", () => {
    const titles = new Map(
      [...new Set(rows.map(({ testFile }) => testFile))].map((file) => [file, titlesIn(file)]),
    );
    const matches = rows.map(({ testFile, testTitle }) =>
      (titles.get(testFile) ?? []).filter((title) => title.includes(testTitle)),
    );
    assert.deepEqual(
      rows.map(({ testTitle }, at) => [testTitle, matches[at]]).filter((_, at) => matches[at]?.length !== 1),
      [],
    );
  });

  it("names a change that can be made in one place of the source", () => {
    for (const row of rows) assert.notEqual(mutatedSource(row), "", row.rule);
  });
});
