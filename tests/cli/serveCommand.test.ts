import assert from "node:assert/strict";
import { addServeCommand } from "../../cli/serveCommand";
import { parsedCommand } from "./parsedCommand";

const parse = (...argv: string[]) => parsedCommand(addServeCommand, ["serve", ...argv]);

const defaults = { listen: "127.0.0.1:0", speed: 1, json: false };

describe("cli/serveCommand", () => {
  it("asks for real speed, and a port of the system's choice", async () => {
    assert.deepEqual(await parse("--stack", "prod"), {
      asked: [{ ...defaults, stack: "prod" }],
      out: "",
      err: "",
    });
  });

  it("hands every flag on, --debug aside", async () => {
    const { asked } = await parse(
      ...["--records", "z.json", "--checks", "c.json"],
      ...["--map", "192.0.2.10:80=127.0.0.1:8080", "--map", "[2001:db8::1]:80=localhost:8081"],
      ...["--status", "hc-1=unhealthy", "--status", "__proto__=healthy"],
      ...["--listen", "127.0.0.2:5300", "--speed", "10", "--seed", "4207", "--json", "--debug"],
    );
    const status = Object.fromEntries([
      ["hc-1", "unhealthy"],
      ["__proto__", "healthy"],
    ]);
    const map = { "192.0.2.10:80": "127.0.0.1:8080", "[2001:db8::1]:80": "localhost:8081" };
    const files = { records: "z.json", checks: "c.json" };
    assert.deepEqual(asked, [
      { ...files, map, status, listen: "127.0.0.2:5300", speed: 10, seed: 4207, json: true },
    ]);
  });

  const pair = "It must be a key, an equals sign and a value.";
  for (const [argv, error] of [
    [["--map", "192.0.2.10"], `option '--map <target=host:port>' argument '192.0.2.10' is invalid. ${pair}`],
    [["--status", "hc-1="], `option '--status <id=health>' argument 'hc-1=' is invalid. ${pair}`],
    [
      ["--status", "hc-1=healthy", "--status", "hc-1=unhealthy"],
      "option '--status <id=health>' argument 'hc-1=unhealthy' is invalid. It is given twice.",
    ],
    [
      ["--speed", "0.9"],
      "option '--speed <number>' argument '0.9' is invalid. It must be a number of at least 1, such as 10.",
    ],
    [["prod"], "too many arguments for 'serve'. Expected 0 arguments but got 1."],
  ] as const) {
    it(`refuses ${argv.join(" ")}`, async () => {
      assert.deepEqual(await parse(...argv), { asked: [], out: "", err: `error: ${error}\n` });
    });
  }

  it("shows its flags and examples that it takes on request, within 100 columns", async () => {
    const { out } = await parse("--help");
    const shown = Array.from(out.matchAll(/^ {2}(?:-h, )?(--\S+)/gm), ([, flag]) => flag);
    assert.deepEqual(shown, [
      ...["--stack", "--records", "--checks", "--map", "--status", "--listen", "--speed", "--seed"],
      ...["--json", "--debug", "--help"],
    ]);
    const examples = Array.from(out.matchAll(/^ {2}failover serve (.*)$/gm), ([, line]) => line!);
    assert.equal(examples.length, 2);
    for (const example of examples) assert.equal((await parse(...example.split(" "))).asked.length, 1);
    assert.deepEqual(
      out.split("\n").filter((line) => line.length > 100),
      [],
    );
  });
});
