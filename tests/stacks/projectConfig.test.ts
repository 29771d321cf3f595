import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import { projectConfig } from "../../stacks/projectConfig";

const projectFile = resolve(__dirname, "../../Pulumi.yaml");

describe("stacks/projectConfig", () => {
  it("is what Pulumi.yaml holds (npm run docs writes it)", () => {
    const { name, config } = parse(readFileSync(projectFile, "utf8")) as { name: string; config: unknown };
    assert.deepEqual(config, projectConfig(name));
  });

  it("asks each stack file for exactly the keys that have no default", () => {
    const entries = Object.entries(projectConfig("p"));
    const without = entries.filter(([, entry]) => !("default" in entry)).map(([key]) => key);
    assert.deepEqual(without, ["p:domain", "p:hostname", "p:zone", "p:accountId"]);
  });

  it("names no type, so that the CLI does not stop at the first wrong value", () => {
    assert.deepEqual(
      Object.values(projectConfig("p")).filter((entry) => "type" in entry),
      [],
    );
  });
});
