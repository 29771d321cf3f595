import assert from "node:assert/strict";
import type { RestoreOptions } from "../../cli/restore";
import { addRestoreCommand } from "../../cli/restoreCommand";
import { parsedCommand } from "./parsedCommand";

const parsed = (...argv: string[]) => parsedCommand<RestoreOptions>(addRestoreCommand, ["restore", ...argv]);

describe("cli/restoreCommand", () => {
  it("restores the production stack by default, with the credentials of the surroundings", async () => {
    assert.deepEqual(await parsed(), { asked: [{ stack: "prod", json: false }], out: "", err: "" });
  });

  it("takes the stack, its outputs, a profile and JSON", async () => {
    const flags = "--stack staging --outputs outputs.json --profile drill --json --debug";
    const { asked } = await parsed(...flags.split(" "));
    assert.deepEqual(asked, [{ stack: "staging", outputs: "outputs.json", profile: "drill", json: true }]);
  });

  it("takes nothing else", async () => {
    assert.deepEqual(await parsed("prod"), {
      asked: [],
      out: "",
      err: "error: too many arguments for 'restore'. Expected 0 arguments but got 1.\n",
    });
  });

  it("shows its flags and examples that it takes on request, within 100 columns", async () => {
    const { out } = await parsed("--help");
    const shown = Array.from(out.matchAll(/^ {2}(?:-h, )?(--\S+)/gm), ([, flag]) => flag);
    assert.deepEqual(shown, ["--stack", "--outputs", "--profile", "--json", "--debug", "--help"]);
    const examples = Array.from(out.matchAll(/^ {2}failover restore(.*)$/gm), ([, line]) => line!.trim());
    assert.equal(examples.length, 2);
    for (const example of examples)
      assert.equal((await parsed(...example.split(" ").filter(Boolean))).err, "", example);
    assert.deepEqual(
      out.split("\n").filter((line) => line.length > 100),
      [],
    );
  });
});
