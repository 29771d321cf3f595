import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { lineSchemas, linesJsonSchema } from "../../cli/lineSchemas";

describe("cli/lineSchemas", () => {
  it("is published as docs/lines.schema.json, a definition for each command", () => {
    const published = JSON.parse(readFileSync("docs/lines.schema.json", "utf8")) as {
      readonly $defs: object;
    };
    assert.deepEqual(published, JSON.parse(linesJsonSchema()));
    assert.deepEqual(Object.keys(published.$defs), ["drill", "drills", "override", "restore"]);
  });

  it("knows no line of another command, no unknown field, and no event without its fields", () => {
    const nothing = { event: "nothing-to-restore", stack: "prod" };
    const accepts = (command: keyof typeof lineSchemas, line: object) =>
      lineSchemas[command].safeParse(line).success;
    assert.equal(accepts("restore", nothing), true);
    assert.equal(accepts("override", nothing), false);
    assert.equal(accepts("restore", { ...nothing, mood: "good" }), false);
    const alarm = { event: "alarm", atSeconds: 1, alarm: "a", region: "us-east-1", state: "OK" };
    assert.equal(accepts("drill", alarm), true);
    assert.equal(accepts("drill", { ...alarm, state: "INSUFFICIENT_DATA" }), false);
    assert.equal(accepts("drill", { event: "alarm", atSeconds: 1 }), false);
  });
});
