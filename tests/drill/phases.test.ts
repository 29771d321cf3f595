import assert from "node:assert/strict";
import { turningProbes } from "../../drill/phases";
import { answer, probe } from "./shopEvents";

/** When each checker's turning probe began; null where there is none. */
const starts = (...given: Parameters<typeof turningProbes>) =>
  turningProbes(...given).map((found) =>
    typeof found === "object" ? (found?.startedAtSeconds ?? null) : found,
  );

const [a, b, c] = ["us-east-1-1", "us-east-1-2", "us-west-1-1"] as const;

describe("drill/phases", () => {
  it("gives each checker's first probe that ended the other way", () => {
    const events = [
      probe("hc-primary", a, 31, true),
      probe("hc-primary", b, 35, true),
      answer("resolver", 36, "primary"),
      probe("hc-primary", a, 41, false),
      probe("hc-primary", b, 45, false),
      probe("hc-primary", a, 51, false),
    ];
    assert.deepEqual(starts(events, "hc-primary", false, 40), [41, 45]);
  });

  it("counts a probe that began before the report and met the fault already", () => {
    const late = { ...probe("hc-primary", a, 43.9, false), startedAtSeconds: 39.9 };
    const events = [probe("hc-primary", a, 29, true), late, probe("hc-primary", a, 54, false)];
    assert.deepEqual(starts(events, "hc-primary", false, 40), [39.9]);
  });

  it("gives null for a checker that never turned, and says of one that never held the old result that it already was there", () => {
    const events = [
      probe("hc-primary", a, 31, true),
      probe("hc-primary", b, 41, false),
      probe("hc-primary", c, 32, true),
      probe("hc-primary", c, 42, false),
    ];
    assert.deepEqual(starts(events, "hc-primary", false, 40), [null, "already", 42]);
  });

  it("looks at the one check only, and at none without a check", () => {
    const events = [probe("hc-backup", a, 31, true), probe("hc-backup", a, 41, false)];
    assert.deepEqual(starts(events, "hc-primary", false, 40), []);
    assert.deepEqual(starts(events, null, false, 40), []);
  });
});
