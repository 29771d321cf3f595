import assert from "node:assert/strict";
import type { OverrideOptions } from "../../cli/override";
import { addOverrideCommand } from "../../cli/overrideCommand";
import { parsedCommand } from "./parsedCommand";

const parsed = (...argv: string[]) =>
  parsedCommand<OverrideOptions>(addOverrideCommand, ["override", ...argv]);
const defaults = { stack: "prod", speed: 1, json: false, force: false };

describe("cli/overrideCommand", () => {
  for (const action of ["on", "off", "status"]) {
    it(`takes ${action}`, async () => {
      assert.deepEqual(await parsed(action), { asked: [{ ...defaults, action }], out: "", err: "" });
    });
  }

  it("takes why, for how long, and force", async () => {
    const { asked } = await parsed(
      "on",
      "--reason",
      "us-east-1 is failing",
      "--for",
      "90m",
      "--force",
      "--debug",
    );
    assert.deepEqual(asked, [
      { ...defaults, action: "on", reason: "us-east-1 is failing", forSeconds: 5_400, force: true },
    ]);
  });

  it("refuses another action, and needs one", async () => {
    assert.deepEqual(await parsed("maybe"), {
      asked: [],
      out: "",
      err: "error: command-argument value 'maybe' is invalid for argument 'action'. Allowed choices are on, off, status.\n",
    });
    assert.equal((await parsed()).err, "error: missing required argument 'action'\n");
  });

  it("shows its flags and examples that it takes on request, within 100 columns", async () => {
    const { out } = await parsed("--help");
    const shown = Array.from(out.matchAll(/^ {2}(?:-h, )?(--\S+)/gm), ([, flag]) => flag);
    assert.deepEqual(shown, [
      ...["--reason", "--for", "--force", "--stack", "--outputs", "--profile", "--map", "--name-server"],
      ...["--resolver", "--speed", "--json", "--debug", "--help"],
    ]);
    const examples = Array.from(out.matchAll(/^ {2}failover override (.*)$/gm), ([, line]) => line!);
    assert.equal(examples.length, 3);
    for (const example of examples) {
      const words = Array.from(example.matchAll(/"([^"]*)"|\S+/g), ([word, quoted]) => quoted ?? word);
      assert.equal((await parsed(...words)).err, "", example);
    }
    assert.deepEqual(
      out.split("\n").filter((line) => line.length > 100),
      [],
    );
  });
});
