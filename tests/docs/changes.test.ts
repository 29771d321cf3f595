import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { changesPage } from "../engine/edits/changesPage";
import { edits } from "../engine/edits/table";

/** Proves that docs/changes.md says what the engine's tests prove. */
describe("docs/changes.md", () => {
  const file = resolve(__dirname, "../../docs/changes.md");

  it("is the table that the engine's tests prove, as npm run docs writes it", async () => {
    const options = await resolveConfig(file);
    const page = await format(changesPage(edits), { ...options, parser: "markdown" });
    assert.equal(readFileSync(file, "utf8"), page);
  });

  it("lists at least twenty edits, no two alike", () => {
    assert.equal(edits.length >= 20, true);
    assert.equal(new Set(edits.map(({ title }) => title)).size, edits.length);
  });
});
