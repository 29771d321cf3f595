import assert from "node:assert/strict";
import type { AwsFlags } from "../../cli/awsFlags";
import { addStatusCommand } from "../../cli/statusCommand";
import { parsedCommand } from "./parsedCommand";

const parsed = (...argv: string[]) => parsedCommand<AwsFlags>(addStatusCommand, ["status", ...argv]);

describe("cli/statusCommand", () => {
  it("looks at the production stack by default", async () => {
    assert.deepEqual(await parsed("--debug"), {
      asked: [{ stack: "prod", speed: 1, json: false }],
      out: "",
      err: "",
    });
  });

  it("shows its flags and examples that it takes on request, within 100 columns", async () => {
    const { out } = await parsed("--help");
    const shown = Array.from(out.matchAll(/^ {2}(?:-h, )?(--\S+)/gm), ([, flag]) => flag);
    assert.deepEqual(shown, [
      ...["--stack", "--outputs", "--profile", "--map", "--name-server", "--resolver", "--speed"],
      ...["--json", "--debug", "--help"],
    ]);
    const examples = Array.from(out.matchAll(/^ {2}failover (status.*)$/gm), ([, line]) => line!);
    assert.equal(examples.length, 3);
    for (const example of examples)
      assert.equal((await parsed(...example.split(" ").slice(1))).err, "", example);
    assert.deepEqual(
      out.split("\n").filter((line) => line.length > 100),
      [],
    );
  });
});
