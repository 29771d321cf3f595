import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contentTarget } from "../../cli/contentTarget";

/** Against projects of one file, whose outputs are all that counts. */
describe("cli/contentTarget", () => {
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "project-"));
    writeFileSync(join(project, "Pulumi.yaml"), "name: website-failover\nruntime: nodejs\nmain: index.js\n");
    writeFileSync(join(project, "Pulumi.prod.yaml"), "config: {}\n");
  });
  afterEach(() => {
    rmSync(project, { recursive: true });
  });

  const topology = {
    accountId: "123456789012",
    sites: [
      { role: "primary", region: "us-east-1" },
      { role: "backup", region: "us-west-1" },
    ],
  };
  const program = (outputs: object) => {
    writeFileSync(join(project, "index.js"), `module.exports = async () => (${JSON.stringify(outputs)});\n`);
  };

  it("is the bucket of the site's region, in the stack's account", async () => {
    program({ topology, contentBuckets: { primary: "content-east", backup: "content-west" } });
    assert.deepEqual(await contentTarget("prod", "primary", project), {
      region: "us-east-1",
      bucket: "content-east",
      accountId: "123456789012",
    });
    assert.deepEqual(await contentTarget("prod", "backup", project), {
      region: "us-west-1",
      bucket: "content-west",
      accountId: "123456789012",
    });
  });

  it("is not there in a stack without synchronisation", async () => {
    program({ topology });
    await assert.rejects(contentTarget("prod", "primary", project), {
      name: "UserError",
      message: "the stack prod has no content buckets: set dataSync in Pulumi.prod.yaml",
    });
  });

  it("passes on what the program refuses, and names the stacks that there are", async () => {
    writeFileSync(join(project, "index.js"), 'throw new Error("domain is missing");\n');
    await assert.rejects(contentTarget("prod", "primary", project), {
      name: "UserError",
      message: "domain is missing",
    });
    await assert.rejects(contentTarget("production", "primary", project), {
      name: "UserError",
      message: "there is no stack production.\nStack files here: Pulumi.prod.yaml",
    });
  });
});
