import assert from "node:assert/strict";
import { runScenario } from "../../drill/scenario";
import { judge } from "../../drill/verdict";
import { faultNamed, type FaultName } from "../../rehearsal/faults";
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
  const { verdict, findings } = judge({ ...run, topology, failureKind, speed });
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
});
