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

  it("shows the topology's keys, with the first of each list as its example", async () => {
    const { outputs } = await recordStack("prod");
    const topology = outputs["topology"] as Record<"sites" | "alarms" | "topics", object[]>;
    const { sites, alarms, topics } = topology;
    const [site, alarm, topic] = [sites[0], alarms[0], topics[0]];
    const shown = { ...topology, sites: [site], alarms: [alarm], topics: [topic] };
    assert.deepEqual(shapeOf(blocks[1]), shapeOf(shown));
    const { alarms: alarmsShown, topics: topicsShown } = blocks[1] as Record<string, unknown>;
    assert.deepEqual([alarmsShown, topicsShown], [[alarm], [topic]]);
  });
});
