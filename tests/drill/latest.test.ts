import assert from "node:assert/strict";
import { areChecksHealthy, isServedBy } from "../../drill/latest";
import type { RehearsalEvent } from "../../rehearsal/events";
import { shopTopology } from "../support/shopTopology";
import { answer, page, report } from "./shopEvents";

const moved: readonly RehearsalEvent[] = [
  answer("authoritative", 1, "backup"),
  answer("resolver", 2, "backup"),
  page("fresh", 3, "backup"),
];

describe("drill/latest", () => {
  it("knows everyone at the backup, and therefore nobody at the primary", () => {
    assert.equal(isServedBy(moved, shopTopology, "backup"), true);
    assert.equal(isServedBy(moved, shopTopology, "primary"), false);
  });

  for (const [who, event] of [
    ["the authoritative server", answer("authoritative", 4, "primary")],
    ["the resolver", answer("resolver", 4, "primary")],
    ["a new shopper", page("fresh", 4, "primary")],
    ["a new shopper without a page", page("fresh", 4, null)],
  ] as const) {
    it(`waits for ${who}`, () => {
      assert.equal(isServedBy([...moved, event], shopTopology, "backup"), false);
    });
  }

  for (const missing of [0, 1, 2]) {
    it(`takes nothing for granted: without ${moved[missing]!.event} ${missing}`, () => {
      assert.equal(isServedBy(moved.toSpliced(missing, 1), shopTopology, "backup"), false);
    });
  }

  it("goes by the latest, and not by who keeps a connection", () => {
    const events = [page("fresh", 0, "primary"), ...moved, page("pooled", 4, "primary")];
    assert.equal(isServedBy(events, shopTopology, "backup"), true);
  });

  it("calls the checks healthy unless the latest of one says otherwise", () => {
    const backupIll = report("hc-backup", 2, 2);
    assert.equal(areChecksHealthy([], shopTopology), true);
    assert.equal(areChecksHealthy([report("hc-primary", 1, 16), backupIll], shopTopology), false);
    assert.equal(areChecksHealthy([backupIll, report("hc-backup", 3, 3)], shopTopology), true);
  });
});
