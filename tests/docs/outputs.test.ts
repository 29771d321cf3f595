import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { recordStack } from "../../recording/record";

/** Proves that docs/outputs.md shows what prod really puts out. */

const page = readFileSync(resolve(__dirname, "../../docs/outputs.md"), "utf8");
const blocks = [...page.matchAll(/```json\n([^]*?)```/g)].map(([, text]) => JSON.parse(text ?? "") as object);

const shapeOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
    : typeof value;

describe("docs/outputs.md", () => {
  it("names every output", async () => {
    const { outputs } = await recordStack("prod");
    const named = [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
    assert.deepEqual(named.sort(), Object.keys(outputs).sort());
  });

  it("shows prod's budget", async () => {
    const { outputs } = await recordStack("prod");
    assert.deepEqual(blocks[0], outputs["failoverBudget"]);
  });

  it("shows the topology's keys, with the primary as the example of a site", async () => {
    const { outputs } = await recordStack("prod");
    const { sites, ...topology } = outputs["topology"] as { sites: object[] };
    assert.deepEqual(shapeOf(blocks[1]), shapeOf({ ...topology, sites: sites.slice(0, 1) }));
  });
});
