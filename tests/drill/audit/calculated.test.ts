import assert from "node:assert/strict";
import { auditCalculated } from "../../../drill/audit/calculated";
import type { RehearsalEvent } from "../../../rehearsal/events";
import { switchedTopology } from "../../support/shopTopology";

/** The primary's check and the switch's are the children; both are needed. */
const { healthChecks } = switchedTopology;

const check = (checkId: string, healthy: boolean): RehearsalEvent => ({
  event: "check",
  atSeconds: 1,
  checkId,
  healthy,
  healthyCheckers: 0,
  checkers: 0,
});
const fault: RehearsalEvent = { event: "fault", atSeconds: 2, fault: "override-on" };

describe("drill/audit/calculated", () => {
  it("finds nothing where the check follows its children, each way", () => {
    const events = [
      check("hc-switch", false),
      check("hc-calculated", false),
      check("hc-primary", false),
      fault,
      check("hc-switch", true),
      fault,
      check("hc-primary", true),
      check("hc-calculated", true),
      check("hc-backup", false),
    ];
    assert.deepEqual(auditCalculated(events, healthChecks), []);
  });

  it("finds a check that does not follow, and one that turns for nothing, and says it once", () => {
    const stuck = "hc-calculated is healthy against its children.";
    assert.deepEqual(auditCalculated([check("hc-switch", false), fault, fault], healthChecks), [stuck]);
    assert.deepEqual(auditCalculated([check("hc-switch", false)], healthChecks), [stuck]);
    assert.deepEqual(auditCalculated([check("hc-calculated", false)], healthChecks), [
      "hc-calculated is unhealthy against its children.",
    ]);
  });

  it("has nothing to say of a stack without one", () => {
    assert.deepEqual(auditCalculated([check("hc-primary", false)], healthChecks.slice(0, 2)), []);
  });
});
