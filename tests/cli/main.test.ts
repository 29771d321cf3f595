import assert from "node:assert/strict";
import { InterruptedError, UserError } from "../../cli/errors";
import { main } from "../../cli/main";
import type { AnswerOptions } from "../../cli/answer";
import type { DrillCommandOptions } from "../../cli/drill";
import type { DrillsOptions } from "../../cli/drills";
import type { PublishOptions } from "../../cli/publish";
import type { RehearseOptions } from "../../cli/rehearse";
import type { ServeOptions } from "../../cli/serve";
import { NotRestoredError } from "../../drill/notRestored";
import { everyFaultName } from "../../rehearsal/faults/names";
import { fakeSurroundings } from "./fakeSurroundings";

type AnyOptions =
  RehearseOptions | AnswerOptions | ServeOptions | PublishOptions | DrillCommandOptions | DrillsOptions;

/** Runs a command line whose commands only note what they were asked for. */
async function run(...argv: string[]) {
  const asked: AnyOptions[] = [];
  const surroundings = fakeSurroundings({ argv });
  const note = (options: AnyOptions) => {
    asked.push(options);
    return Promise.resolve(0 as const);
  };
  const exitCode = await main(surroundings, {
    rehearse: note,
    answer: note,
    serve: note,
    publish: note,
    drill: note,
    drills: note,
  });
  return { exitCode, asked, out: surroundings.out(), err: surroundings.err() };
}

const noCommands = {
  rehearse: () => Promise.reject(new Error("not asked for")),
  answer: () => Promise.reject(new Error("not asked for")),
  serve: () => Promise.reject(new Error("not asked for")),
  publish: () => Promise.reject(new Error("not asked for")),
  drill: () => Promise.reject(new Error("not asked for")),
  drills: () => Promise.reject(new Error("not asked for")),
};

describe("cli/main", () => {
  it("rehearses the production stack by default: its instance stops, at 10 times real speed", async () => {
    assert.deepEqual(await run("rehearse"), {
      exitCode: 0,
      asked: [{ stack: "prod", fault: "stop-instance", speed: 10, json: false }],
      out: "",
      err: "",
    });
  });

  it("hands every flag on", async () => {
    const flags = "--stack staging --fault kill-server --speed 2.5 --seed 4207 --json --debug";
    const { asked } = await run("rehearse", ...flags.split(" "));
    assert.deepEqual(asked, [{ stack: "staging", fault: "kill-server", speed: 2.5, seed: 4207, json: true }]);
  });

  for (const [flag, value, given] of [
    ["--fault", "all", { fault: "all" }],
    ["--speed", "1", { speed: 1 }],
    ["--seed", "0", { seed: 0 }],
    ["--seed", "4294967295", { seed: 4294967295 }],
    ["--report", "reports/prod", { report: "reports/prod" }],
  ] as const) {
    it(`accepts ${flag} ${value}`, async () => {
      const { asked, exitCode } = await run("rehearse", flag, value);
      const defaults = { stack: "prod", fault: "stop-instance", speed: 10, json: false };
      assert.deepEqual({ exitCode, asked }, { exitCode: 0, asked: [{ ...defaults, ...given }] });
    });
  }

  it("answers a question", async () => {
    assert.deepEqual(await run("answer", "--batch", "q.ndjson", "--json"), {
      exitCode: 0,
      asked: [{ batch: "q.ndjson", json: true }],
      out: "",
      err: "",
    });
  });

  it("publishes a folder, by default to the primary's region of the production stack", async () => {
    assert.deepEqual(await run("publish", "shop/dist"), {
      exitCode: 0,
      asked: [{ directory: "shop/dist", stack: "prod", to: "primary", json: false }],
      out: "",
      err: "",
    });
  });

  it("serves a zone, by default at real speed on a port of the system's choice", async () => {
    assert.deepEqual(await run("serve", "--stack", "prod", "--map", "192.0.2.10=127.0.0.1:8080"), {
      exitCode: 0,
      asked: [
        {
          stack: "prod",
          map: { "192.0.2.10": "127.0.0.1:8080" },
          listen: "127.0.0.1:0",
          speed: 1,
          json: false,
        },
      ],
      out: "",
      err: "",
    });
  });

  const speedRule = "It must be a number of at least 1, such as 10.";
  const seedRule = "It must be a whole number from 0 to 4294967295, such as 4207.";
  const speedError = (given: string) =>
    `option '--speed <number>' argument '${given}' is invalid. ${speedRule}`;
  const seedError = (given: string) => `option '--seed <number>' argument '${given}' is invalid. ${seedRule}`;
  const faults = `Allowed choices are ${[...everyFaultName, "all"].join(", ")}.`;
  for (const [line, error] of [
    ["rehearse --speed 0.99", speedError("0.99")],
    ["rehearse --speed fast", speedError("fast")],
    ["rehearse --speed Infinity", speedError("Infinity")],
    ["rehearse --speed NaN", speedError("NaN")],
    ["rehearse --seed -1", seedError("-1")],
    ["rehearse --seed 4294967296", seedError("4294967296")],
    ["rehearse --seed 1.5", seedError("1.5")],
    ["rehearse --fault fire", `option '--fault <name>' argument 'fire' is invalid. ${faults}`],
    ["rehearse --sped 3", "unknown option '--sped'\n(Did you mean one of --seed, --speed?)"],
    ["rehearse --picture x", "unknown option '--picture'"],
    ["rehearse --stack", "option '--stack <name>' argument missing"],
    ["rehearse prod", "too many arguments for 'rehearse'. Expected 0 arguments but got 1."],
    ["reherse", "unknown command 'reherse'\n(Did you mean rehearse?)"],
  ] as const) {
    it(`refuses ${line}`, async () => {
      assert.deepEqual(await run(...line.split(" ")), {
        exitCode: 2,
        asked: [],
        out: "",
        err: `error: ${error}\n`,
      });
    });
  }

  it("refuses an empty speed and an empty seed", async () => {
    assert.equal((await run("rehearse", "--speed", "")).err, `error: ${speedError("")}\n`);
    assert.equal((await run("rehearse", "--seed", "")).err, `error: ${seedError("")}\n`);
  });

  it("shows on request which flags there are, within 100 columns", async () => {
    const { exitCode, out, err } = await run("rehearse", "--help");
    assert.deepEqual({ exitCode, err }, { exitCode: 0, err: "" });
    const flags = Array.from(out.matchAll(/^ {2}(?:-h, )?(--\S+)/gm), ([, flag]) => flag);
    assert.deepEqual(flags, [
      "--stack",
      "--fault",
      "--speed",
      "--seed",
      "--report",
      "--json",
      "--debug",
      "--help",
    ]);
    const examples = Array.from(out.matchAll(/^ {2}failover (.*?)(?: {2}.*)?$/gm), ([, line]) => line!);
    assert.equal(examples.length, 4);
    for (const example of examples) {
      const words = (example.split(" | ")[0] ?? "").split(" ");
      assert.equal((await run(...words)).exitCode, 0, example);
    }
    assert.deepEqual(
      out.split("\n").filter((line) => line.length > 100),
      [],
    );
  });

  it("shows the commands when it is given none", async () => {
    const asked = await run("--help");
    const none = await run();
    assert.equal(none.err, asked.out);
    assert.deepEqual([asked.exitCode, none.exitCode, asked.err, none.out], [0, 2, "", ""]);
  });

  for (const exitCode of [0, 1] as const) {
    it(`ends with what the command ends with: ${exitCode}`, async () => {
      const surroundings = fakeSurroundings({ argv: ["rehearse"] });
      assert.equal(
        await main(surroundings, { ...noCommands, rehearse: () => Promise.resolve(exitCode) }),
        exitCode,
      );
    });
  }

  for (const [error, exitCode, text] of [
    [new UserError("there is no stack prd."), 2, "error: there is no stack prd.\n"],
    [new InterruptedError(), 130, "Interrupted: everything is restored and stopped.\n"],
    [
      new NotRestoredError("The primary could not be restored: gone"),
      3,
      "error: The primary could not be restored: gone\n",
    ],
    [new Error("EMFILE"), 1, "error: EMFILE\n--debug shows where it happened.\n"],
  ] as const) {
    it(`ends with ${exitCode} on ${error.constructor.name}`, async () => {
      const surroundings = fakeSurroundings({ argv: ["rehearse"] });
      assert.equal(
        await main(surroundings, { ...noCommands, rehearse: () => Promise.reject(error) }),
        exitCode,
      );
      assert.deepEqual([surroundings.out(), surroundings.err()], ["", text]);
    });
  }

  it("says nothing of an interrupted command that has nothing to restore, as `| head` is one", async () => {
    const surroundings = fakeSurroundings({ argv: ["answer", "--batch", "q.ndjson", "--json"] });
    const answer = () => Promise.reject(new InterruptedError());
    assert.equal(await main(surroundings, { ...noCommands, answer }), 130);
    assert.deepEqual([surroundings.out(), surroundings.err()], ["", ""]);
  });

  it("shows the stack trace with --debug", async () => {
    const error = new Error("EMFILE");
    const surroundings = fakeSurroundings({ argv: ["rehearse", "--debug"] });
    assert.equal(await main(surroundings, { ...noCommands, rehearse: () => Promise.reject(error) }), 1);
    assert.equal(surroundings.err(), `error: ${error.stack ?? ""}\n`);
  });
});
