import assert from "node:assert/strict";
import { rehearsalCloud } from "../../../drill/cloud";
import { expectationOf } from "../../../drill/expectation";
import { runScenario } from "../../../drill/scenario";
import { judge, type Judgement } from "../../../drill/verdict";
import { recordStack } from "../../../recording/record";
import { stackTopology } from "../../../recording/stackTopology";
import type { StackTopology } from "../../../recording/topology";
import { faultNamed } from "../../../rehearsal/faults";
import type { FaultName } from "../../../rehearsal/faults/names";

/**
 * Prod with an operator's switch, over real sockets: its object by HTTPS, its check inverted, the primary's calculated.
 * Proves that the switch moves everyone when it is turned on and never otherwise, and that a program that does not wait
 * for a new check is found out.
 */

const stays = ["primary"];
const moves = ["backup"];

interface Rehearsed extends Pick<Judgement, "verdict" | "findings"> {
  readonly expected: readonly string[];
}

/** The verdict and its findings, and where the answers were expected; slower, where this machine was too busy. */
async function rehearse(topology: StackTopology, fault: FaultName, speed = 10): Promise<Rehearsed> {
  const options = { topology, speed, seed: 7 };
  const { failureKind } = faultNamed(fault);
  const expectation = expectationOf(faultNamed(fault));
  const run = await runScenario({
    ...options,
    startCloud: rehearsalCloud(options),
    fault,
    failureKind,
    signal: new AbortController().signal,
    onEvent: () => undefined,
    onStep: (_step, work) => work(),
  });
  const { verdict, findings } = judge({ ...options, ...run, failureKind, expectation });
  const isTooBusy = findings.some(({ rule }) => rule === "schedule");
  if (verdict !== "pass" && isTooBusy && speed > 4) return rehearse(topology, fault, speed - 3);
  return { verdict, findings, expected: [expectation.answers] };
}

describe("a rehearsal with an operator's switch", function () {
  this.timeout(180_000);

  let topology: StackTopology;
  before(async () => {
    topology = stackTopology(await recordStack("prod"));
  });

  for (const [fault, expected] of [
    ["override-on", moves],
    ["override-off", stays],
    ["switch-new", stays],
    ["stop-instance", moves],
    ["invert-check", moves],
    ["backup-down", stays],
    ["both-down", stays],
  ] as const) {
    it(`passes on ${fault}`, async () => {
      assert.deepEqual(await rehearse(topology, fault), { verdict: "pass", findings: [], expected });
    });
  }

  it("fails a program that relies on a new check at once", async () => {
    const { operatorSwitch } = topology;
    assert.ok(operatorSwitch);
    const hasty = { ...topology, operatorSwitch: { ...operatorSwitch, isAwaited: false } };
    const { verdict, findings } = await rehearse(hasty, "switch-new");
    assert.equal(verdict, "fail");
    assert.equal(findings.map(({ rule }) => rule).includes("answers"), true);
  });
});
