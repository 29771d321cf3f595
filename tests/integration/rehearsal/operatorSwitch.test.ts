import assert from "node:assert/strict";
import { recordStack } from "../../../recording/record";
import { stackTopology } from "../../../recording/stackTopology";
import type { StackTopology } from "../../../recording/topology";
import { rehearse } from "./judgedRehearsal";

/**
 * Prod with an operator's switch, over real sockets: its object by HTTPS, its check inverted, the primary's calculated.
 * Proves that the switch moves everyone when it is turned on and never otherwise, and that a program that does not wait
 * for a new check is found out.
 */

const stays = ["primary"];
const moves = ["backup"];

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
      const { events: _seen, ...judged } = await rehearse(topology, fault);
      assert.deepEqual(judged, { verdict: "pass", findings: [], expected });
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
