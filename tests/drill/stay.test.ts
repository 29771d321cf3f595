import assert from "node:assert/strict";
import { expectationOf, type FaultFacts } from "../../drill/expectation";
import { predict } from "../../drill/prediction";
import { stayFindings } from "../../drill/stay";
import type { RehearsalEvent } from "../../rehearsal/events";
import { shopTopology } from "../support/shopTopology";
import { answer, page, probe, report } from "./shopEvents";

// A refused probe moves a shopper after 48 s at worst: 20 to turn, 3 to aggregate, 20 + 1 to expire, 3 + 1 to visit.
const faultSeconds = 40;
const restoreSeconds = 88;

const flapping: FaultFacts = {
  targets: ["primary"],
  failureKind: "refused",
  failingProbes: "tooFew",
  pages: "some",
};
const backupDown: FaultFacts = {
  targets: ["backup"],
  failureKind: "refused",
  failingProbes: "enough",
  pages: "none",
};
const bothDown: FaultFacts = {
  targets: ["primary", "backup"],
  failureKind: "refused",
  failingProbes: "enough",
  pages: "none",
};
const slowed: FaultFacts = {
  targets: ["primary"],
  failureKind: "refused",
  failingProbes: "none",
  pages: "all",
};

const home = [answer("authoritative", 1, "primary"), answer("resolver", 1, "primary")];
const fault = (restoredAt = restoreSeconds): RehearsalEvent[] => [
  { event: "fault", atSeconds: faultSeconds, fault: "flap" },
  { event: "restore", atSeconds: restoredAt, fault: "flap" },
];

/** The rules that are broken, and the messages, by what was seen beside the answers before the fault. */
function findings(facts: FaultFacts, seen: readonly RehearsalEvent[], lasting = fault()) {
  const events = [...home, ...lasting, ...seen].sort((a, b) => a.atSeconds - b.atSeconds);
  const predicted = predict(shopTopology, "refused", 10);
  return stayFindings({ events, topology: shopTopology, expectation: expectationOf(facts), predicted });
}

const rules = (...given: Parameters<typeof findings>) => findings(...given).map(({ rule }) => rule);

const served = page("fresh", 60, "primary");
const failed = page("fresh", 61, null);
const flapped = [probe("hc-primary", "us-east-1-1", 50, false), served, failed];
const backupTurned = [report("hc-backup", 58, 2), report("hc-backup", 100, 3), served];

describe("drill/stay", () => {
  it("finds nothing where the rules are kept", () => {
    assert.deepEqual(findings(flapping, flapped), []);
    assert.deepEqual(findings(backupDown, backupTurned), []);
    assert.deepEqual(findings(slowed, [served]), []);
  });

  it("takes nothing for proven before a move would have been over: 48 s", () => {
    assert.deepEqual(findings(slowed, [served], fault(87.9)), [
      {
        rule: "hold",
        message: "The fault lasted 47.9 s; only after 48.0 s is it clear that nobody moves.",
      },
    ]);
  });

  it("fails an answer that is not the primary's, at either observer, for however short", () => {
    for (const [observer, who] of [
      ["authoritative", "authoritative server"],
      ["resolver", "resolver"],
    ] as const) {
      const stray = [answer(observer, 70, "backup"), answer(observer, 71, "primary")];
      assert.deepEqual(findings(slowed, [served, ...stray]), [
        { rule: "answers", message: `The ${who} answered 198.51.100.20 for www.example.com, at 70.0 s.` },
      ]);
    }
  });

  it("fails a check that turned and should not have", () => {
    assert.deepEqual(findings(flapping, [...flapped, report("hc-primary", 60, 2)]), [
      { rule: "check-stays", message: "By the rules the primary's check stays healthy; it did not." },
    ]);
    assert.deepEqual(rules(backupDown, [...backupTurned, report("hc-primary", 60, 2)]), ["check-stays"]);
  });

  it("fails a check that should have turned, and did not, or late, either way", () => {
    assert.deepEqual(rules(backupDown, [served]), ["check-unhealthy-never", "check-healthy-never"]);
    // 20 s at worst to turn, either way, and 0.8 s for measuring.
    const turns = (unhealthy: number, healthy: number) =>
      rules(backupDown, [report("hc-backup", unhealthy, 2), report("hc-backup", healthy, 3), served]);
    assert.deepEqual(turns(60.8, 108.8), []);
    assert.deepEqual(turns(60.9, 108.8), ["check-unhealthy-late"]);
    assert.deepEqual(turns(60.8, 108.9), ["check-healthy-late"]);
  });

  it("fails a fault that no probe has met", () => {
    const early = probe("hc-primary", "us-east-1-1", 39, false);
    assert.deepEqual(rules(flapping, [served, failed, early]), ["probes"]);
  });

  it("fails shoppers who were served otherwise than the fault allows", () => {
    assert.deepEqual(rules(slowed, [served, failed]), ["pages"]);
    assert.deepEqual(rules(slowed, [page("fresh", 60, "backup")]), ["pages"]);
    assert.deepEqual(rules(flapping, [flapped[0]!, served]), ["pages"]);
    assert.deepEqual(rules(flapping, [flapped[0]!, failed]), ["pages"]);
    // The last 5 s before the report of the restore may be either.
    assert.deepEqual(rules(slowed, [served, page("fresh", 82.9, null, 83)]), []);
    assert.deepEqual(rules(slowed, [served, page("fresh", 82.8, null, 82.9)]), ["pages"]);
  });

  describe("with both sites down", () => {
    const turned = [report("hc-primary", 58, 2), report("hc-backup", 59, 2)];
    const returned = [report("hc-backup", 100, 3), report("hc-primary", 101, 3)];

    it("lets the backup answer while it alone is healthy, but not from when it is not", () => {
      const away = (until: number) => [
        answer("authoritative", 61, "backup"),
        answer("authoritative", until, "primary"),
      ];
      // The backup's check turns at 59 s; 3 s to aggregate and 1.3 s for measuring.
      assert.deepEqual(rules(bothDown, [...turned, ...returned, ...away(63.3)]), []);
      assert.deepEqual(rules(bothDown, [...turned, ...returned, ...away(63.4)]), ["answers"]);
      assert.deepEqual(rules(bothDown, [...turned, ...returned, answer("authoritative", 103, "backup")]), [
        "answers",
      ]);
    });

    it("fails a page that was served", () => {
      assert.deepEqual(rules(bothDown, [...turned, ...returned, served]), ["pages"]);
    });
  });
});
