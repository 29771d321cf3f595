import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { awsFaultNames } from "../../../drill/aws/faults";
import { drillJournal } from "../../../drill/aws/journal";
import { drillReportSchema } from "../../../drill/aws/report";
import type { AwsState } from "../../support/aws/awsState";
import type { SeenCall } from "../../support/aws/layer";
import { runFailover, type Ended } from "../../support/aws/runFailover";
import { startAwsWorld, type AwsWorld } from "../../support/aws/world";
import { everybodyIsAt, everyCheckerPasses } from "./shopSights";

/**
 * Drills the recorded prod stack by the command itself, through the real SDK, HTTP and DNS: each fault passes, and
 * whatever becomes of the drill, what it has touched is afterwards what it was.
 */

/** By when every schedule is due. */
const someDay = new Date("2100-01-01T00:00:00Z");

const closing = "Closing the journal";

/** Where a drill is killed, each by the line that it prints next. */
const moments = [
  ["after the journal", "Scheduling the restore"],
  ["after the schedule", "Breaking the primary"],
  ["after the fault", "fault: block-http on the primary"],
  ["while everyone moves", "is at 192.0.2.186, the backup"],
  ["during the restore", "Undoing the fault"],
  ["before the journal is closed", closing],
] as const;

const speed = 5;

/**
 * Of Route 53, which takes five a second of a whole account (developer guide, "Quotas"), in any two seconds of the
 * scenario: by them, what this machine has held up for a moment does not look like a burst.
 */
function mostCallsInTwoSeconds(calls: readonly SeenCall[]): number {
  const instants = calls.filter(({ service }) => service === "route53").map(({ atMs }) => atMs);
  const following = (fromMs: number) =>
    instants.filter((atMs) => atMs >= fromMs && atMs < fromMs + 2_000 / speed);
  return Math.max(...instants.map((fromMs) => following(fromMs).length));
}

describe("failover drill", function () {
  this.timeout(240_000);

  let world: AwsWorld;
  let state: AwsState;
  let reports: string;
  before(async () => {
    reports = mkdtempSync(join(tmpdir(), "drill-test-"));
    world = await startAwsWorld({ speed });
  });
  beforeEach(async () => {
    // A drill that was cut short does not wait for everyone to come home, and the next one is refused until then.
    await everybodyIsAt(world, world.topology.sites[0]);
    for (const site of world.topology.sites) await everyCheckerPasses(world, site);
    state = await world.stateOf();
  });
  after(async () => {
    await world.stop();
    rmSync(reports, { recursive: true });
  });

  const run = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
    runFailover([...args, "--outputs", world.outputsFile], {
      environment: { ...world.environment, ...environment },
    });
  const drill = (fault: string, ...flags: readonly string[]) =>
    run(["drill", "--fault", fault, "--confirm", "www.example.com", ...world.flags, ...flags]);

  /** Instances, rules with their ids, checks, schedules and the switch are what they were before the test. */
  const assertAsBefore = async (): Promise<void> => {
    const { journal: _before, ...expected } = state;
    const { journal: _after, ...found } = await world.stateOf();
    assert.deepEqual(found, expected);
  };
  const verdict = async () =>
    drillJournal.parse(JSON.parse((await world.stateOf()).journal ?? "null")).verdict;
  const assertEnded = ({ code, stdout, stderr }: Ended, expected: number): void => {
    assert.equal(code, expected, `${stdout}\n${stderr}`);
  };

  for (const fault of awsFaultNames) {
    it(`passes with ${fault}, and leaves everything as it was`, async () => {
      const [folder, asked] = [join(reports, fault), world.calls.length];
      assertEnded(await drill(fault, "--report", folder).ended, 0);
      const most = mostCallsInTwoSeconds(world.calls.slice(asked));
      assert.ok(most > 0 && most <= 10, `${most} requests to Route 53 in 2 s`);
      await assertAsBefore();
      assert.equal(await verdict(), "pass");
      const written: unknown = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
      assert.deepEqual(drillReportSchema.parse(written), written);
      assert.match(readFileSync(join(folder, "report.html"), "utf8"), /<strong>PASS<\/strong>/);
    });
  }

  it("restores at once and fails when the backup dies in the middle", async () => {
    const drilled = drill("block-http");
    await drilled.written("fault: block-http on the primary");
    await world.setServer("backup", false);
    const ended = await drilled.ended;
    assertEnded(ended, 1);
    assert.match(ended.stdout, /The backup has failed a direct probe: connection refused\./);
    await world.setServer("backup", true);
    await assertAsBefore();
    assert.equal(await verdict(), "fail");
  });

  it("restores and ends with 130 on Ctrl-C", async () => {
    const drilled = drill("block-http");
    await drilled.written("fault: block-http on the primary");
    drilled.kill("SIGINT");
    assertEnded(await drilled.ended, 130);
    await assertAsBefore();
    assert.equal(await verdict(), "interrupted");
  });

  for (const [moment, line] of moments) {
    const killed = async (): Promise<void> => {
      const drilled = drill("block-http");
      let end = (): void => undefined;
      if (line === closing) {
        // Else the journal may be closed before the signal is there.
        await drilled.written("Watching everyone come home");
        end = world.disturb({ kind: "throttled", operations: ["s3:PutObject"] });
      }
      await drilled.written(line);
      drilled.kill("SIGKILL");
      assert.equal((await drilled.ended).code, null);
      end();
    };

    it(`killed ${moment}: restore from another folder puts everything back, and again changes nothing`, async () => {
      await killed();
      const elsewhere = { HOME: join(world.environment["HOME"] ?? "", "elsewhere") };
      const first = await run(["restore"], elsewhere).ended;
      assertEnded(first, 0);
      assert.match(first.stdout, /^restored prod from block-http: /);
      await assertAsBefore();
      const second = await run(["restore"], elsewhere).ended;
      assertEnded(second, 0);
      assert.equal(second.stdout, "nothing to restore: no drill of prod is open\n");
      await assertAsBefore();
    });

    it(`killed ${moment}: the schedule alone puts everything back`, async () => {
      await killed();
      await world.fireDue(someDay);
      await assertAsBefore();
      assertEnded(await run(["restore"]).ended, 0);
      await assertAsBefore();
    });
  }
});
