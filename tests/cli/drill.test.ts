import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drill, type DrillCommandOptions, type DrillParts } from "../../cli/drill";
import { addDrillCommand } from "../../cli/drillCommand";
import { UserError } from "../../cli/errors";
import { drillReportJsonSchema, drillReportSchema } from "../../drill/aws/report";
import type { DrillFacts } from "../../drill/aws/preflight/facts";
import type { AwsTopology } from "../../drill/aws/topology";
import { NotRestoredError } from "../../drill/notRestored";
import { deployedShop, type DeployedShop } from "../drill/aws/deployedShop";
import { switchedAws, switchedFacts } from "../drill/aws/shopAws";
import { playOut } from "../drill/simulatedCloud";
import { manualClock } from "../support/manualClock";
import { fakeSurroundings } from "./fakeSurroundings";
import { parsedCommand } from "./parsedCommand";
import { publishedLines } from "./publishedLines";

const defaults: DrillCommandOptions = {
  outputs: "outputs.json",
  stack: "prod",
  fault: "kill-server",
  confirm: "www.example.com",
  accept: [],
  resolver: [],
  speed: 1,
  json: false,
};

interface Change {
  readonly topology?: AwsTopology;
  readonly facts?: DrillFacts;
  readonly prepare?: (shop: DeployedShop) => void;
  readonly signal?: AbortSignal;
}

async function run(options: Partial<DrillCommandOptions> = {}, change: Change = {}) {
  const asked = { ...defaults, ...options };
  const clock = manualClock();
  const shop = deployedShop(asked.fault, clock);
  change.prepare?.(shop);
  const parts: DrillParts = {
    topologyOf: () => Promise.resolve(change.topology ?? switchedAws),
    stage: () =>
      Promise.resolve({
        clock,
        now: () => new Date(Date.UTC(2026, 10, 23, 12, 0, clock.nowSeconds())),
        hands: shop.hands,
        gather: () => Promise.resolve(change.facts ?? switchedFacts),
        observe: shop.observe,
        nameServers: ["ns-1", "ns-2"],
        resolvers: ["resolver"],
        worstLagSeconds: () => 0,
        calls: () => [
          {
            service: "EC2",
            operation: "StopInstances",
            requestId: "r-1",
            error: null,
            at: "2026-11-23T12:00:00.000Z",
          },
        ],
      }),
  };
  const surroundings = fakeSurroundings(change.signal ? { signal: change.signal } : {});
  const exitCode = await playOut(
    drill(asked, surroundings, parts).catch((error: unknown) => error as Error),
    clock,
  );
  return { exitCode, out: surroundings.out(), calls: shop.calls.map(({ call }) => call) };
}

describe("cli/drill", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drill-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("takes every flag", async () => {
    const line =
      "drill --outputs o.json --stack staging --fault block-http --confirm www.example.com --accept rights " +
      "--accept delegation --profile ops --report out --resolver 127.0.0.1:53 --name-server 127.0.0.1:54 " +
      "--map 192.0.2.10=127.0.0.1:80 --speed 10 --json --debug";
    const { asked } = await parsedCommand(addDrillCommand, line.split(" "));
    assert.deepEqual(asked, [
      {
        outputs: "o.json",
        stack: "staging",
        fault: "block-http",
        confirm: "www.example.com",
        accept: ["rights", "delegation"],
        profile: "ops",
        report: "out",
        resolver: ["127.0.0.1:53"],
        nameServer: "127.0.0.1:54",
        map: { "192.0.2.10": "127.0.0.1:80" },
        speed: 10,
        json: true,
      },
    ]);
  });

  it("shows each step, what happens, both ways, and the verdict: exit code 0", async () => {
    const { exitCode, out } = await run();
    assert.equal(exitCode, 0);
    assert.deepEqual(
      out.split("\n").filter((line) => /^\S/.test(line)),
      [
        "Looking whether the stack may be drilled; nothing is touched",
        "Proving the baseline: everyone is at the primary",
        "Writing down what undoes the fault, here and in the backup's region",
        "Scheduling the restore, should nobody else be there to do it",
        "Breaking the primary and watching everyone move to the backup",
        "Undoing the fault",
        "Watching everyone come home",
        "Closing the journal with the verdict",
        "FAILOVER: seconds after the first failed direct probe       measured    latest",
        "FAILBACK: seconds after the first that passed again         measured    latest",
        "PASS: every name server answered with the backup after 24.0 s (promised 44 s for clients, accepted 60 s), and everyone came home.",
      ],
    );
    assert.match(out, /the primary, asked directly: connection refused\n/);
    assert.match(out, /fault: kill-server on the primary\n/);
    // Refused probes: 20 s to detect, and 7.8 s for reading it from the API.
    assert.match(out, /health check turns unhealthy +20\.0 +27\.8\n/);
  });

  it("prints nothing but JSON with --json, at last the verdict", async () => {
    const { out } = await run({ json: true });
    const { event, verdict, id, findings } = publishedLines("drill", out).at(-1) as Record<string, unknown>;
    assert.deepEqual(
      { event, verdict, id, findings },
      { event: "verdict", verdict: "pass", id: "2026-11-23T12:00:00.000Z-kill-server", findings: [] },
    );
  });

  it("publishes the schema of its report as docs/drill-report.schema.json", () => {
    const published = readFileSync("docs/drill-report.schema.json", "utf8");
    assert.deepEqual(JSON.parse(published), JSON.parse(drillReportJsonSchema()));
  });

  it("writes a report that keeps to its schema, with every observation and request id", async () => {
    await run({ report: folder });
    const written: unknown = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
    const report = drillReportSchema.parse(written);
    assert.deepEqual(report, written);
    assert.deepEqual(
      report.calls.map(({ requestId }) => requestId),
      ["r-1"],
    );
    assert.deepEqual(report.budget, { promisedSeconds: 44, acceptedSeconds: 60 });
    assert.deepEqual(report.phases, [{ reason: "connection refused", fromSeconds: 0 }]);
    assert.deepEqual(
      report.healthyShare.map(({ healthyCheckers }) => healthyCheckers),
      [16, 0, 16],
    );
    assert.equal(drillReportSchema.safeParse({ ...report, mood: "good" }).success, false);
  });

  it("touches nothing when the report has no place", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const { exitCode, calls } = await run({ report: file });
    assert.ok(exitCode instanceof UserError);
    assert.match(exitCode.message, /^the report cannot be written to .*\nGive --report a folder/);
    assert.deepEqual(calls, []);
  });

  it("shows all that preflight has found, and touches nothing: exit code 1", async () => {
    const facts = { ...switchedFacts, isSwitchOn: { value: true }, refusal: { value: "denied" } };
    const { exitCode, out, calls } = await run({}, { facts });
    assert.deepEqual({ exitCode, calls }, { exitCode: 1, calls: [] });
    assert.equal(
      out.split("\n\n")[1],
      "REFUSED: nothing was touched.\n" +
        "- kill-server would be refused: denied [rights]\n" +
        "- The operator's switch is on, so shoppers are at the backup: failover override off --stack prod [override-off]\n" +
        "A rule that need not hold: --accept RULE\n",
    );
    const json = await run({ json: true }, { facts });
    assert.deepEqual(
      publishedLines("drill", json.out).map((line) => (line as { verdict: string }).verdict),
      ["refused"],
    );
  });

  it("fails a drill that had to be stopped: exit code 1", async () => {
    const { exitCode, out } = await run(
      {},
      {
        prepare: (shop) => {
          shop.failOn("inflict", new Error("lost"));
        },
      },
    );
    assert.equal(exitCode, 1);
    assert.match(out, /- The drill was stopped: kill-server could not be inflicted: lost \[stopped\]\n/);
  });

  it("writes the report of what is not restored, and leaves the terminal to what is to be done by hand", async () => {
    const prepare = (shop: DeployedShop) => {
      shop.failOn("restore", new Error("lost"));
    };
    const { exitCode, out } = await run({ report: folder }, { prepare });
    assert.ok(exitCode instanceof NotRestoredError);
    assert.doesNotMatch(out, /FAILOVER/);
    const written: unknown = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
    const { verdict, sentence, journal, findings } = drillReportSchema.parse(written);
    assert.deepEqual(
      [verdict, sentence, journal.state, findings.at(-1)?.message],
      ["fail", "kill-server is not restored: the drill is still open.", "open", exitCode.message],
    );
    assert.match(readFileSync(join(folder, "report.html"), "utf8"), /kill-server is not restored/);
    const json = await run({ json: true }, { prepare });
    const { verdict: told } = publishedLines("drill", json.out).at(-1) as { readonly verdict: string };
    assert.equal(told, "fail");
  });

  it("tells what is not restored though the report's folder is gone", async () => {
    const { exitCode } = await run(
      { report: folder },
      {
        prepare: ({ hands }) => {
          const restore = () => {
            rmSync(folder, { recursive: true });
            return Promise.reject(new Error("lost"));
          };
          Object.assign(hands, { restore });
        },
      },
    );
    assert.ok(exitCode instanceof NotRestoredError);
    assert.equal(existsSync(folder), false);
  });

  it("ends with 130 when it is interrupted and everything is restored", async () => {
    const interruption = new AbortController();
    const { exitCode, out, calls } = await run(
      {},
      {
        signal: interruption.signal,
        prepare: (shop) => {
          const { inflict } = shop.hands;
          Object.assign(shop.hands, {
            inflict: async () => {
              await inflict("kill-server", interruption.signal);
              interruption.abort(new Error("Ctrl-C"));
            },
          });
        },
      },
    );
    assert.equal(exitCode, 130);
    assert.deepEqual(calls, ["openJournal", "arm", "missingSafeguard", "inflict", "restore", "closeJournal"]);
    assert.match(
      out,
      /INTERRUPTED: kill-server was interrupted, and is undone; when the primary serves again: failover status --stack prod\n/,
    );
  });

  const unprotected = { ...switchedAws, protect: false };
  const { confirm: _confirm, ...unconfirmed } = defaults;
  for (const [what, options, topology, message] of [
    [
      "a protected stack without its name",
      { confirm: "" },
      switchedAws,
      'stack prod is protected, and "" is not its name: shoppers of www.example.com will meet the outage.\nIf that is meant: --confirm www.example.com',
    ],
    [
      "a name that is not typed exactly",
      { confirm: "WWW.example.com" },
      switchedAws,
      'stack prod is protected, and "WWW.example.com" is not its name: shoppers of www.example.com will meet the outage.\nIf that is meant: --confirm www.example.com',
    ],
    [
      "an unknown rule",
      { accept: ["content-fesh"] },
      switchedAws,
      /^--accept content-fesh: there is no such rule\. Did you mean content-fresh\?\nRules: account, /,
    ],
    [
      "a stack without operations",
      {},
      { ...switchedAws, operations: null },
      "stack prod has no operations, which a drill needs.\nSet operations.enabled and deploy it.",
    ],
    [
      "a stack without a switch",
      {},
      { ...switchedAws, operatorSwitch: null },
      "stack prod has no operatorSwitch, which a drill needs.\nSet operatorSwitch.enabled and deploy it.",
    ],
    [
      "the outputs of another stack",
      { stack: "staging" },
      switchedAws,
      "these are the outputs of stack prod, not of staging.\nGive --stack prod, or the outputs of staging.",
    ],
  ] as const) {
    it(`refuses ${what} before it looks at anything`, async () => {
      const { exitCode, out, calls } = await run(options, { topology });
      assert.ok(exitCode instanceof UserError);
      if (typeof message === "string") assert.equal(exitCode.message, message);
      else assert.match(exitCode.message, message);
      assert.deepEqual({ out, calls }, { out: "", calls: [] });
    });
  }

  it("asks for no confirmation where nothing is protected", async () => {
    const { exitCode } = await run(unconfirmed, { topology: unprotected });
    assert.equal(exitCode, 0);
  });
});
