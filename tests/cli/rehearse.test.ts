import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InterruptedError } from "../../cli/errors";
import { rehearse, type RehearseOptions } from "../../cli/rehearse";
import type { Surroundings } from "../../cli/surroundings";
import type { Report } from "../../drill/report/schema";
import { mutations } from "../drill/mutations";
import { playOut, simulatedCloud } from "../drill/simulatedCloud";
import { manualClock } from "../support/manualClock";
import { shopTopology, switchedTopology, watchedTopology } from "../support/shopTopology";
import { fakeSurroundings } from "./fakeSurroundings";
import { refusingProject } from "./refusingProject";

const unseeded: RehearseOptions = { stack: "prod", fault: "kill-server", speed: 10, json: false };
const seeded: RehearseOptions = { ...unseeded, seed: 4207 };

/** Rehearses the sample shop, or a mutation of it, without sockets. */
async function run(
  options: RehearseOptions,
  topology = shopTopology,
  change: Partial<Surroundings> = {},
  worstLagSeconds = 0,
) {
  const clock = manualClock();
  const surroundings = fakeSurroundings(change);
  const work = rehearse(options, surroundings, {
    topologyOf: () => Promise.resolve(topology),
    cloud: (cloud) => async (onEvent) => {
      const started = await simulatedCloud({ ...cloud, rules: {}, clock })(onEvent);
      return { ...started, worstLagSeconds: () => worstLagSeconds };
    },
  });
  const exitCode = await playOut(work, clock);
  return { exitCode, out: surroundings.out(), err: surroundings.err() };
}

const jsonLines = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("cli/rehearse", () => {
  it("shows its steps in plain lines, then the report; a verdict of pass is exit code 0", async () => {
    const { exitCode, out, err } = await run(seeded);
    assert.deepEqual({ exitCode, err }, { exitCode: 0, err: "" });
    const [progress = "", ...report] = out.split("\n\n");
    const steps = progress.split("\n").filter((line) => !line.startsWith(" "));
    assert.deepEqual(steps, [
      "Recording the program of stack prod",
      "Bringing it up on loopback: two sites, their checkers, name server, resolver, shoppers",
      "Proving the baseline: all checks healthy, shoppers served by the primary",
      "Breaking the primary and watching everyone move to the backup",
      "Restoring what was broken",
      "Watching everyone come home",
      "Stopping everything",
    ]);
    const told = progress.split("\n").filter((line) => line.startsWith(" "));
    assert.deepEqual(
      told.map((line) => line.replace(/^ +[\d.]+ s {2}/, "")),
      [
        "name server: www.example.com is at 192.0.2.10, the primary",
        "resolver: www.example.com is at 192.0.2.10, the primary",
        "clamping resolver: www.example.com is at 192.0.2.10, the primary",
        "fault: kill-server on the primary",
        "the primary's check: unhealthy, 2 of 16 checkers pass",
        "name server: www.example.com is at 198.51.100.20, the backup",
        "clamping resolver: www.example.com is at 198.51.100.20, the backup",
        "resolver: www.example.com is at 198.51.100.20, the backup",
        "restored: the primary answers again",
        "the primary's check: healthy, 3 of 16 checkers pass",
        "name server: www.example.com is at 192.0.2.10, the primary",
        "clamping resolver: www.example.com is at 192.0.2.10, the primary",
        "resolver: www.example.com is at 192.0.2.10, the primary",
      ],
    );
    const headings = report.map((part) => part.split("\n")[0]?.split(":")[0]);
    assert.deepEqual(headings, [
      "Rehearsal of www.example.com, stack prod",
      "FAILOVER",
      "FAILBACK",
      "SHOPPERS",
      "PASS",
      "Took 12.3 s at speed 10. The same again",
    ]);
    assert.ok(!out.includes("\u001b"), "no colors without a terminal");
  });

  it("exits with 1 when the verdict is fail", async () => {
    const { topology } = mutations["the PRIMARY has no check"]!;
    const { exitCode, out } = await run(seeded, topology);
    assert.equal(exitCode, 1);
    assert.ok(out.includes("\nFAIL: kill-server left clients at the dead primary"), out);
  });

  it("exits with 1 when the verdict is inconclusive", async () => {
    const { exitCode, out } = await run(seeded, shopTopology, {}, 1);
    assert.equal(exitCode, 1);
    assert.ok(out.includes("\nINCONCLUSIVE: this machine was too busy to tell"), out);
  });

  it("writes nothing but events and the verdict with --json", async () => {
    const { exitCode, out, err } = await run({ ...seeded, json: true });
    assert.deepEqual({ exitCode, err }, { exitCode: 0, err: "" });
    const lines = jsonLines(out);
    const kinds = new Set(lines.map(({ event }) => event));
    assert.deepEqual([...kinds].sort(), [
      "answer",
      "check",
      "checker",
      "fault",
      "page",
      "probe",
      "restore",
      "verdict",
    ]);
    assert.equal(
      lines.findIndex(({ event }) => event === "verdict"),
      lines.length - 1,
    );
    const { verdict, stack, fault, speed, seed, tookSeconds } = lines.at(-1)!;
    assert.deepEqual(
      { verdict, stack, fault, speed, seed, tookSeconds },
      { verdict: "pass", stack: "prod", fault: "kill-server", speed: 10, seed: 4207, tookSeconds: 12.34 },
    );
  });

  it("writes a report of what it printed, with --json and without", async () => {
    const folder = mkdtempSync(join(tmpdir(), "failover-report-"));
    try {
      for (const json of [false, true]) {
        const report = join(folder, `json-${json}`);
        assert.equal((await run({ ...seeded, json, report })).exitCode, 0);
        assert.deepEqual(readdirSync(report).sort(), ["junit.xml", "report.html", "report.json"]);
        const written = JSON.parse(readFileSync(join(report, "report.json"), "utf8")) as Report;
        const { verdict, settings, tookWallSeconds } = written;
        assert.deepEqual(
          [verdict, settings.fault, settings.seed, tookWallSeconds],
          ["pass", "kill-server", 4207, 12.34],
        );
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("refuses a folder that cannot take the report, for one fault and for all, before it starts", async () => {
    const below = join(__filename, "report");
    const topologyOf = () => assert.fail("It has started.");
    const parts = { topologyOf, cloud: topologyOf };
    const refused = (options: RehearseOptions) => rehearse(options, fakeSurroundings(), parts);
    for (const fault of ["kill-server", "all"] as const) {
      await assert.rejects(refused({ ...seeded, fault, report: below }), {
        name: "UserError",
        message: new RegExp(`^the report cannot be written to ${below}: `),
      });
    }
  });

  it("repeats itself with the same seed, and not with another", async () => {
    const [first, same, other] = [
      await run({ ...seeded, json: true }),
      await run({ ...seeded, json: true }),
      await run({ ...seeded, json: true, seed: 1 }),
    ];
    assert.equal(first.out, same.out);
    assert.notEqual(first.out, other.out);
  });

  it("draws a seed when it is given none, and says which", async () => {
    const { out } = await run(unseeded);
    const [, seed = ""] = /--seed (\d+)\n$/.exec(out) ?? [];
    assert.ok(Number(seed) >= 0 && Number(seed) < 1_000_000 && seed !== "", out);
  });

  it("refuses a speed that the topology does not allow", async () => {
    assert.equal((await run({ ...seeded, speed: 40 })).err, "");
    await assert.rejects(run({ ...seeded, speed: 40.1 }), {
      name: "UserError",
      message:
        "The speed 40.1 is too high: a TTL of 20 s would round to 0 s. The largest speed allowed is 40.",
    });
  });

  it("refuses a fault of the switch where there is none", async () => {
    await assert.rejects(run({ ...seeded, fault: "override-on" }), {
      name: "UserError",
      message:
        "override-on needs an operator's switch, and stack prod has none.\n" +
        "Set operatorSwitch.enabled, or choose another fault.",
    });
  });

  for (const [fault, part, setting] of [
    ["primary-region-lost", "a site watcher", "siteWatcher.enabled"],
    ["stale-backup", "a site watcher", "siteWatcher.enabled"],
    ["manual-failback", "an operator's switch", "operatorSwitch.enabled"],
  ] as const) {
    it(`refuses ${fault} where there is no ${setting}`, async () => {
      await assert.rejects(run({ ...seeded, fault }), {
        name: "UserError",
        message: `${fault} needs ${part}, and stack prod has none.\nSet ${setting}, or choose another fault.`,
      });
    });
  }

  for (const [holdAfterMinutes, recordings, said] of [
    [null, [{}, { operatorSwitch: { failback: "manual" } }], true],
    [5, [{}], false],
  ] as const) {
    it(`records a stack for manual-failback ${said ? "again, and says so," : "once"} where its latch is ${holdAfterMinutes}`, async () => {
      const { plan, alarms } = watchedTopology.siteWatcher!;
      const operatorSwitch = { ...plan.operatorSwitch!, holdAfterMinutes };
      const topology = { ...watchedTopology, siteWatcher: { plan: { ...plan, operatorSwitch }, alarms } };
      const surroundings = fakeSurroundings({});
      const assumptions: unknown[] = [];
      const parts = {
        topologyOf: (_stack: string, _directory: string, assumed = {}) => {
          assumptions.push(assumed);
          return Promise.resolve(topology);
        },
        cloud: () => () => Promise.reject(new Error("enough is recorded")),
      };
      await assert.rejects(rehearse({ ...seeded, fault: "manual-failback" }, surroundings, parts), {
        message: "enough is recorded",
      });
      assert.deepEqual(assumptions, recordings);
      const title = "Recording it as if it had operatorSwitch.failback: manual\n";
      assert.equal(surroundings.out().includes(title), said);
    });
  }

  it("tells of the switch where a fault is the switch's", async () => {
    const { exitCode, out } = await run({ ...seeded, fault: "override-on" }, switchedTopology);
    assert.equal(exitCode, 0, out);
    const told = out.split("\n").map((line) => line.replace(/^ +[\d.]+ s {2}/, ""));
    for (const line of [
      "fault: override-on on the switch",
      "the switch's check: unhealthy, 3 of 16 checkers pass",
      "the primary's check with the switch: unhealthy",
      "restored: the switch answers again",
      "the switch's check: healthy, 2 of 16 checkers pass",
    ]) {
      assert.equal(told.includes(line), true, out);
    }
  });

  it("ends with the reason when it is interrupted", async () => {
    const interruption = AbortSignal.abort(new InterruptedError());
    await assert.rejects(run(seeded, shopTopology, { signal: interruption }), InterruptedError);
  });

  describe("in a project of its own", () => {
    let projectDirectory: string;

    beforeEach(() => {
      projectDirectory = refusingProject();
    });

    afterEach(() => {
      rmSync(projectDirectory, { recursive: true });
    });

    it("refuses a stack without a file before anything is recorded", async () => {
      await assert.rejects(run({ ...seeded, stack: "test" }, shopTopology, { projectDirectory }), {
        name: "UserError",
        message: "there is no stack test.\nStack files here: Pulumi.prod.yaml, Pulumi.staging.yaml",
      });
    });

    it("hands on what the stack's own program refuses", async () => {
      await assert.rejects(rehearse(seeded, fakeSurroundings({ projectDirectory })), {
        name: "UserError",
        message: "Pulumi.prod.yaml has 1 problem:\n- domain: is missing",
      });
    });
  });
});
