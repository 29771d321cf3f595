import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { stackPages } from "../../docs/stackPages";

/** Proves that docs/cost.md and docs/security.md are what the recorded stacks come to. */
describe("docs/stackPages", () => {
  it("is what both pages hold (npm run docs writes them)", async () => {
    for (const [name, page] of Object.entries(await stackPages())) {
      const file = resolve(__dirname, "../../docs", name);
      const options = await resolveConfig(file);
      assert.equal(readFileSync(file, "utf8"), await format(page, { ...options, parser: "markdown" }));
    }
    // Three programs, on a machine that may have much else to do.
  }).timeout(60_000);
});
