/** The page about `failover serve` says what the program takes, and shows events as it writes them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../cli/main";
import type { ServeOptions } from "../../cli/serve";
import { fakeSurroundings } from "../cli/fakeSurroundings";

const page = readFileSync(join(__dirname, "../../docs/serve.md"), "utf8");

async function asked(argv: readonly string[]): Promise<ServeOptions> {
  const options: ServeOptions[] = [];
  const surroundings = fakeSurroundings({ argv });
  const refuse = () => Promise.reject(new Error("not asked for"));
  const exitCode = await main(surroundings, {
    rehearse: refuse,
    answer: refuse,
    publish: refuse,
    restore: refuse,
    drill: refuse,
    drills: refuse,
    status: refuse,
    override: refuse,
    serve: (each) => Promise.resolve(options.push(each) && 0),
  });
  assert.deepEqual([exitCode, options.length, surroundings.err()], [0, 1, ""]);
  return options[0]!;
}

describe("the page of serve", () => {
  it("shows commands that the program takes", async () => {
    const commands = Array.from(page.matchAll(/^\$ npx failover (.*)$/gm), ([, words]) => words!.split(" "));
    assert.equal(commands.length, 2);
    const [dumps, stack] = [await asked(commands[0]!), await asked(commands[1]!)];
    assert.deepEqual(dumps, {
      records: "zone.json",
      checks: "checks.json",
      map: { "192.0.2.10": "127.0.0.1:8080" },
      status: { "hc-2": "healthy" },
      listen: "127.0.0.1:5300",
      speed: 10,
      seed: 7,
      json: true,
    });
    assert.deepEqual([stack.stack, Object.keys(stack.map ?? {})], ["prod", ["192.0.2.10", "192.0.2.186"]]);
  });

  it("shows events with every field that they have", () => {
    const [, block = ""] = /^```json\n(.*?)^```$/ms.exec(page) ?? [];
    const events = block.trim().split("\n");
    const shapes = events.map((line) => Object.keys(JSON.parse(line) as object).join(" "));
    const check = "event atSeconds checkId healthy healthyCheckers checkers";
    const checker = "event atSeconds checkId region checker healthy reason";
    assert.deepEqual(shapes, [
      "event address port",
      ...[checker, check, checker, check],
      "event atSeconds name type outcomes",
    ]);
  });
});
