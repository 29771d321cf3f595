import assert from "node:assert/strict";
import { expectationOf } from "../../drill/expectation";
import { runScenario } from "../../drill/scenario";
import { judge } from "../../drill/verdict";
import { faultNamed } from "../../rehearsal/faults";
import { faultNames, type FaultName } from "../../rehearsal/faults/names";
import { answer } from "../../route53/answer";
import { manualClock } from "../support/manualClock";
import { shopTopology } from "../support/shopTopology";
import { mutations, type Mutation } from "./mutations";
import { playOut, simulatedCloud } from "./simulatedCloud";

const speed = 10;

/** The verdict on one simulated scenario: `pass`, or the rules that it breaks. */
async function verdictOn(fault: FaultName, seed: number, mutation: Omit<Mutation, "breaks">) {
  const { topology = shopTopology, rules = {} } = mutation;
  const clock = manualClock();
  const { failureKind } = faultNamed(fault);
  const expectation = expectationOf(faultNamed(fault));
  const running = runScenario({
    topology,
    startCloud: simulatedCloud({ topology, clock, speed, seed, rules }),
    fault,
    failureKind,
    speed,
    seed,
    signal: new AbortController().signal,
    onEvent: () => undefined,
    onStep: (_step, work) => work(),
  });
  const run = await playOut(running, clock);
  const { verdict, findings } = judge({ ...run, topology, failureKind, expectation, speed });
  return verdict === "fail" ? findings.map(({ rule }) => rule) : verdict;
}

/** What a mistake in the wiring or in a rule does to the verdict, in a rehearsal without sockets. */
describe("drill/mutations", function () {
  this.timeout(30_000);

  for (const fault of ["stop-instance", "kill-server"] as const) {
    for (const seed of [1, 2, 3]) {
      it(`${fault}, seed ${seed}: passes without a mistake`, async () => {
        assert.equal(await verdictOn(fault, seed, {}), "pass");
      });
    }

    for (const [mistake, mutation] of Object.entries(mutations)) {
      it(`${fault}: fails when ${mistake}`, async () => {
        const rules = await verdictOn(fault, 1, mutation);
        assert.equal(rules[0], mutation.breaks, JSON.stringify(rules));
      });
    }
  }

  for (const fault of faultNames) {
    it(`${fault}: passes without a mistake`, async () => {
      assert.equal(await verdictOn(fault, 4, {}), "pass");
    });
  }

  for (const fault of [
    "backup-down",
    "both-down",
    "flap",
    "slow-within-limit",
    "partition",
    "partition-within-limit",
    "invert-check",
  ] as const) {
    for (const [mistake, breaks] of [
      ["the records' addresses are swapped", "baseline"],
      ["the PRIMARY has no check", "primary-check"],
      ["the records live for 300 s", "wire-ttl"],
    ] as const) {
      it(`${fault}: fails when ${mistake}`, async () => {
        const rules = await verdictOn(fault, 1, mutations[mistake]!);
        assert.equal(rules[0], breaks, JSON.stringify(rules));
      });
    }
  }

  it("flap: fails when one failed probe is enough", async () => {
    const rules = await verdictOn("flap", 1, mutations["rule: one probe is enough"]!);
    assert.equal(rules[0], "failure-threshold", JSON.stringify(rules));
  });

  // A partition leaves 2 of 16 checkers, 12.5 %; within the limit 4 of 16, 25 %.
  it("partition: fails when 12 % are enough", async () => {
    const rules = await verdictOn("partition", 1, mutations["rule: 12 % are enough"]!);
    assert.equal(rules[0], "healthy-share", JSON.stringify(rules));
  });

  it("partition-within-limit: fails when 26 % are needed", async () => {
    const rules = await verdictOn("partition-within-limit", 1, {
      rules: { isHealthyByCheckers: (healthy, checkers) => healthy * 100 > 26 * checkers },
    });
    assert.equal(rules[0], "healthy-share", JSON.stringify(rules));
  });

  it("backup-down: fails when the primary's check is the check of both", async () => {
    const rules = await verdictOn("backup-down", 1, mutations["the primary's check is the check of both"]!);
    assert.deepEqual(rules, ["check-unhealthy-never", "check-healthy-never", "check-stays"]);
  });

  it("both-down: fails when nothing healthy means the SECONDARY", async () => {
    const rules = await verdictOn("both-down", 1, {
      rules: {
        answer: (zone, isHealthy, question) =>
          answer(zone, (checkId) => checkId === "hc-backup" || isHealthy(checkId), question),
      },
    });
    assert.deepEqual(rules, ["answers"]);
  });
});
