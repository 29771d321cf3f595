import assert from "node:assert/strict";
import type { PublishOptions } from "../../cli/publish";
import { addPublishCommand } from "../../cli/publishCommand";
import { parsedCommand } from "./parsedCommand";

const parsed = (...argv: string[]) => parsedCommand<PublishOptions>(addPublishCommand, ["publish", ...argv]);

describe("cli/publishCommand", () => {
  it("publishes to the primary's region of the production stack by default", async () => {
    assert.deepEqual(await parsed("shop/dist"), {
      asked: [{ directory: "shop/dist", stack: "prod", to: "primary", json: false }],
      out: "",
      err: "",
    });
  });

  it("takes the stack, the site and JSON", async () => {
    const { asked } = await parsed("dist", "--stack", "staging", "--to", "backup", "--json", "--debug");
    assert.deepEqual(asked, [{ directory: "dist", stack: "staging", to: "backup", json: true }]);
  });

  it("refuses a site that is none, and needs a folder", async () => {
    assert.deepEqual(await parsed("dist", "--to", "third"), {
      asked: [],
      out: "",
      err: "error: option '--to <site>' argument 'third' is invalid. Allowed choices are primary, backup.\n",
    });
    assert.deepEqual(await parsed(), {
      asked: [],
      out: "",
      err: "error: missing required argument 'folder'\n",
    });
  });

  it("shows its flags and examples that it takes on request, within 100 columns", async () => {
    const { out } = await parsed("--help");
    const shown = Array.from(out.matchAll(/^ {2}(?:-h, )?(--\S+)/gm), ([, flag]) => flag);
    assert.deepEqual(shown, ["--stack", "--to", "--json", "--debug", "--help"]);
    const examples = Array.from(out.matchAll(/^ {2}failover publish (.*)$/gm), ([, line]) => line!);
    assert.equal(examples.length, 3);
    for (const example of examples) assert.equal((await parsed(...example.split(" "))).err, "", example);
    assert.deepEqual(
      out.split("\n").filter((line) => line.length > 100),
      [],
    );
  });
});
