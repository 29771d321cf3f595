import assert from "node:assert/strict";
import { addAnswerCommand } from "../../cli/answerCommand";
import { parsedCommand } from "./parsedCommand";

const parse = (...argv: string[]) => parsedCommand(addAnswerCommand, ["answer", ...argv]);

const flags = ["--records", "z.json", "--checks", "c.json", "--name", "www.example.com", "--type", "A"];
const question = { records: "z.json", checks: "c.json", name: "www.example.com", type: "A", json: false };

describe("cli/answerCommand", () => {
  it("asks one question", async () => {
    assert.deepEqual(await parse(...flags), { asked: [question], out: "", err: "" });
  });

  it("hands every flag on, --debug aside", async () => {
    const { asked } = await parse(
      ...flags,
      ...["--status", "hc-1=unhealthy", "--status", "hc-2=healthy", "--status", "__proto__=healthy"],
      ...["--target", "lb.elb.amazonaws.com=unhealthy"],
      ...["--location", "country=DE", "--location", "region=eu-west-1"],
      ...["--json", "--debug"],
    );
    const status = Object.fromEntries([
      ["hc-1", "unhealthy"],
      ["hc-2", "healthy"],
      ["__proto__", "healthy"],
    ]);
    const target = { "lb.elb.amazonaws.com": "unhealthy" };
    const location = { country: "DE", region: "eu-west-1" };
    assert.deepEqual(asked, [{ ...question, status, target, location, json: true }]);
  });

  it("asks a batch", async () => {
    assert.deepEqual((await parse("--batch", "q.ndjson", "--json")).asked, [
      { batch: "q.ndjson", json: true },
    ]);
  });

  const pair = "It must be a key, an equals sign and a value.";
  for (const [argv, error] of [
    [["--status", "hc-1"], `option '--status <id=health>' argument 'hc-1' is invalid. ${pair}`],
    [["--status", "=healthy"], `option '--status <id=health>' argument '=healthy' is invalid. ${pair}`],
    [["--target", "lb="], `option '--target <name=health>' argument 'lb=' is invalid. ${pair}`],
    [
      ["--location", "country=DE", "--location", "country=FR"],
      "option '--location <key=value>' argument 'country=FR' is invalid. It is given twice.",
    ],
    [
      ["--batch", "q.ndjson", "--name", "www.example.com"],
      "option '--batch <file>' cannot be used with option '--name <name>'",
    ],
    [
      ["--batch", "q.ndjson", "--status", "hc-1=healthy"],
      "option '--batch <file>' cannot be used with option '--status <id=health>'",
    ],
    [["www.example.com"], "too many arguments for 'answer'. Expected 0 arguments but got 1."],
  ] as const) {
    it(`refuses ${argv.join(" ")}`, async () => {
      assert.deepEqual(await parse(...argv), { asked: [], out: "", err: `error: ${error}\n` });
    });
  }

  it("shows its flags on request, within 100 columns", async () => {
    const { out } = await parse("--help");
    const shown = Array.from(out.matchAll(/^ {2}(?:-h, )?(--\S+)/gm), ([, flag]) => flag);
    assert.deepEqual(shown, [
      ...["--records", "--checks", "--name", "--type", "--status", "--target", "--location"],
      ...["--batch", "--json", "--debug", "--help"],
    ]);
    assert.deepEqual(
      out.split("\n").filter((line) => line.length > 100),
      [],
    );
  });
});
