import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordedTopology, refuseUnknownStack } from "../../cli/recordedStack";
import { refusingProject } from "./refusingProject";

describe("cli/recordedStack", () => {
  let projectDirectory: string;

  beforeEach(() => {
    projectDirectory = refusingProject();
  });

  afterEach(() => {
    rmSync(projectDirectory, { recursive: true });
  });

  it("lets a stack with a file pass", () => {
    refuseUnknownStack("staging", projectDirectory);
  });

  // As near as a third of the letters, or two.
  for (const [stack, hint] of [
    ["prd", " Did you mean prod?"],
    ["pr", " Did you mean prod?"],
    ["p", ""],
    ["stagin", " Did you mean staging?"],
    ["test", ""],
  ] as const) {
    it(`refuses ${stack}, with every stack that there is`, () => {
      assert.throws(
        () => {
          refuseUnknownStack(stack, projectDirectory);
        },
        {
          name: "UserError",
          message: `there is no stack ${stack}.${hint}\nStack files here: Pulumi.prod.yaml, Pulumi.staging.yaml`,
        },
      );
    });
  }

  it("says so when there is no stack at all", () => {
    for (const stack of ["prod", "staging"]) rmSync(join(projectDirectory, `Pulumi.${stack}.yaml`));
    assert.throws(
      () => {
        refuseUnknownStack("prod", projectDirectory);
      },
      { message: "there is no stack prod.\nStack files here: none" },
    );
  });

  it("lays what is assumed over the members of the stack's own settings", async () => {
    const pulumi = JSON.stringify(require.resolve("@pulumi/pulumi"));
    const program = `throw new Error(new (require(${pulumi}).Config)().require("operatorSwitch"));`;
    writeFileSync(join(projectDirectory, "program.js"), program);
    writeFileSync(
      join(projectDirectory, "Pulumi.prod.yaml"),
      "config:\n  website-failover:operatorSwitch: { enabled: true, failback: automatic }\n",
    );
    const manual = { operatorSwitch: { failback: "manual" } };
    const thrown = (message: string) => ({ name: "UserError", message });
    await assert.rejects(
      recordedTopology("prod", projectDirectory, manual),
      thrown('{"enabled":true,"failback":"manual"}'),
    );
    await assert.rejects(
      recordedTopology("staging", projectDirectory, manual),
      thrown('{"failback":"manual"}'),
    );
  });

  it("hands on what the stack's own program refuses", async () => {
    await assert.rejects(recordedTopology("prod", projectDirectory), {
      name: "UserError",
      message: "Pulumi.prod.yaml has 1 problem:\n- domain: is missing",
    });
  });
});
