import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entryOf, stackConfig, stackNames } from "../../recording/stackFiles";

describe("recording/stackFiles", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "stack-files-"));
    writeFileSync(
      join(directory, "Pulumi.yaml"),
      [
        "name: shop",
        "runtime: nodejs",
        "config:",
        "  shop:a: { default: 1 }",
        "  shop:b: { default: 2 }",
        "  aws:c: { value: 3 }",
      ].join("\n"),
    );
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it("lays the stack's values over the project's defaults", () => {
    writeFileSync(join(directory, "Pulumi.dev.yaml"), "config:\n  shop:b: two\n  d: [4, true]\n");
    assert.deepEqual(stackConfig(directory, "dev"), {
      project: "shop",
      config: { "shop:a": "1", "shop:b": "two", "aws:c": "3", "shop:d": "[4,true]" },
      secretKeys: [],
    });
  });

  it("puts a placeholder where a value is encrypted, at any depth", () => {
    writeFileSync(
      join(directory, "Pulumi.dev.yaml"),
      "config:\n  shop:a: { secure: v1abc }\n  shop:b: { x: [{ secure: v1 }] }\n",
    );
    assert.deepEqual(stackConfig(directory, "dev"), {
      project: "shop",
      config: { "shop:a": "[secret]", "shop:b": '{"x":["[secret]"]}', "aws:c": "3" },
      secretKeys: ["shop:a", "shop:b"],
    });
  });

  it("takes an empty stack file for one without values", () => {
    writeFileSync(join(directory, "Pulumi.dev.yaml"), "");
    assert.deepEqual(stackConfig(directory, "dev").config, { "shop:a": "1", "shop:b": "2", "aws:c": "3" });
  });

  it("throws for a stack without a file", () => {
    assert.throws(() => stackConfig(directory, "none"), { code: "ENOENT" });
  });

  it("lists the stacks that have a file", () => {
    for (const file of ["Pulumi.prod.yaml", "Pulumi.dev.yaml", "other.yaml"])
      writeFileSync(join(directory, file), "");
    assert.deepEqual(stackNames(directory), ["dev", "prod"]);
  });

  it("finds the program as Pulumi does: index of the folder, or main", () => {
    writeFileSync(join(directory, "index.js"), "");
    assert.equal(entryOf(directory), join(directory, "index.js"));
    writeFileSync(join(directory, "Pulumi.yaml"), "name: shop\nmain: shop.js\n");
    writeFileSync(join(directory, "shop.js"), "");
    assert.equal(entryOf(directory), join(directory, "shop.js"));
  });
});
