import assert from "node:assert/strict";
import { auditPages, type PageMoments } from "../../../drill/audit/pages";
import type { PageEvent, RehearsalEvent } from "../../../rehearsal/events";
import { page, shopEvents } from "../shopEvents";

const moments = { awaySeconds: 75.5, restoreSeconds: 100, homeSeconds: 130, isPrimaryServing: false };

/** A fault at 40 s, and one page. */
function audit(seen: PageEvent, given: PageMoments = moments): string[] {
  const events: RehearsalEvent[] = [{ event: "fault", atSeconds: 40, fault: "kill-server" }, seen];
  return auditPages(events, given);
}

describe("drill/audit/pages", () => {
  it("finds nothing in a rehearsal that goes well", () => {
    assert.deepEqual(auditPages(shopEvents(), moments), []);
  });

  // From, to, site, what is wrong with it.
  for (const [from, to, site, expected] of [
    [39.8, 39.9, "primary", []],
    [39.8, 39.9, "backup", ["The page at 39.9 s came from the backup, not from the primary."]],
    [39.9, 40, "primary", []],
    [39.9, 40, "backup", []],
    [40, 40.1, "backup", []],
    [40, 40.1, "primary", ["The page at 40.1 s came from the primary, not from the backup."]],
    [99.8, 99.9, "primary", ["The page at 99.9 s came from the primary, not from the backup."]],
    [99.9, 100, "primary", []],
    [129.9, 130.1, "backup", []],
    [130, 130.1, "primary", []],
    [130, 130.1, "backup", ["The page at 130.1 s came from the backup, not from the primary."]],
  ] as const) {
    it(`${from} to ${to} s from the ${site}: ${expected.length} problems`, () => {
      assert.deepEqual(audit(page("fresh", from, site, to)), expected);
    });
  }

  it("does not expect the primary as long as the resolver has not come home", () => {
    assert.deepEqual(audit(page("fresh", 130, "backup"), { ...moments, homeSeconds: null }), []);
  });

  it("leaves pages of a broken primary to the limits where the resolver never moved away", () => {
    const never = { ...moments, awaySeconds: null, homeSeconds: null };
    assert.deepEqual(audit(page("fresh", 99.8, "primary", 99.9), never), []);
    assert.deepEqual(audit(page("fresh", 39.8, "backup", 39.9), never), [
      "The page at 39.9 s came from the backup, not from the primary.",
    ]);
  });

  it("wants every page to name its site, where either may serve and where only one may", () => {
    const nameless = { site: null, isServed: true } as const;
    assert.deepEqual(audit({ ...page("fresh", 110, "backup", 110.5), ...nameless }), [
      "The page at 110.5 s did not name its site.",
    ]);
    assert.deepEqual(audit({ ...page("fresh", 50, "backup", 50.5), ...nameless }), [
      "The page at 50.5 s did not name its site, not from the backup.",
    ]);
  });

  it("judges neither failures nor the shopper who keeps a connection", () => {
    assert.deepEqual(audit(page("fresh", 50, null)), []);
    assert.deepEqual(audit(page("pooled", 140, "backup")), []);
  });

  // From, to, site, what is wrong with it, while the primary goes on serving.
  for (const [from, to, site, expected] of [
    [40, 40.1, "primary", []],
    [75.4, 75.6, "primary", []],
    [75.5, 75.6, "primary", ["The page at 75.6 s came from the primary, not from the backup."]],
    [75.5, 75.6, "backup", []],
  ] as const) {
    it(`of a primary that still serves, ${from} to ${to} s from the ${site}: ${expected.length} problems`, () => {
      assert.deepEqual(
        audit(page("fresh", from, site, to), { ...moments, isPrimaryServing: true }),
        expected,
      );
    });
  }
});
