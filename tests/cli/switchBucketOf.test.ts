import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { switchBucketOf } from "../../cli/switchBucketOf";

/** Against projects of one file, whose outputs are all that counts. */
describe("cli/switchBucketOf", () => {
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "project-"));
    writeFileSync(join(project, "Pulumi.yaml"), "name: website-failover\nruntime: nodejs\nmain: index.js\n");
    writeFileSync(join(project, "Pulumi.prod.yaml"), "config: {}\n");
  });
  afterEach(() => {
    rmSync(project, { recursive: true });
  });

  const program = (operatorSwitch: object | null) => {
    const outputs = { topology: { accountId: "123456789012", operatorSwitch } };
    writeFileSync(join(project, "index.js"), `module.exports = async () => (${JSON.stringify(outputs)});\n`);
  };

  it("is what the program makes", async () => {
    program({ region: "us-west-1", bucketName: "the-switch", key: "force-backup" });
    assert.deepEqual(await switchBucketOf("prod", project), {
      region: "us-west-1",
      bucketName: "the-switch",
      accountId: "123456789012",
    });
  });

  it("is null in a stack without a switch", async () => {
    program(null);
    assert.equal(await switchBucketOf("prod", project), null);
  });

  it("passes on what the program refuses, and names the stacks that there are", async () => {
    writeFileSync(join(project, "index.js"), 'throw new Error("domain is missing");\n');
    await assert.rejects(switchBucketOf("prod", project), {
      name: "UserError",
      message: "domain is missing",
    });
    await assert.rejects(switchBucketOf("production", project), {
      name: "UserError",
      message: "there is no stack production.\nStack files here: Pulumi.prod.yaml",
    });
  });
});
