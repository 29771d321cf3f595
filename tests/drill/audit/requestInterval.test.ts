import assert from "node:assert/strict";
import { auditRequestInterval } from "../../../drill/audit/requestInterval";
import { answer, probe, shopEvents } from "../shopEvents";

const [one, two] = ["us-east-1-1", "us-east-1-2"] as const;

describe("drill/audit/requestInterval", () => {
  it("finds nothing in a rehearsal that follows the rule", () => {
    assert.deepEqual(auditRequestInterval(shopEvents(), 10), []);
  });

  // The first probe ends at 5 s; the interval is 10 s.
  for (const [secondStart, expected] of [
    [10, ["hc-primary/us-east-1-1 paused for 5.0 s, not for 10 s."]],
    [10.001, []],
    [24.999, []],
    [25, ["hc-primary/us-east-1-1 paused for 20.0 s, not for 10 s."]],
  ] as const) {
    it(`a probe at ${secondStart} s: ${expected.length} problems`, () => {
      const first = { ...probe("hc-primary", one, 5, true), startedAtSeconds: 1 };
      assert.deepEqual(
        auditRequestInterval([first, probe("hc-primary", one, secondStart, true)], 10),
        expected,
      );
    });
  }

  it("looks at each checker of each check for itself, and at probes alone", () => {
    const events = [
      probe("hc-primary", one, 1, true),
      probe("hc-primary", two, 2, true),
      answer("resolver", 2.5, "primary"),
      probe("hc-backup", one, 3, true),
    ];
    assert.deepEqual(auditRequestInterval(events, 10), []);
  });
});
