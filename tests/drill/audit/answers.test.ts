import assert from "node:assert/strict";
import { auditAnswers } from "../../../drill/audit/answers";
import type { RehearsalEvent } from "../../../rehearsal/events";
import { addresses, answer, restoreSeconds, shopEvents } from "../shopEvents";

/** `p` primary, `b` backup, `n` nobody: the resolver's answers, a second each; `F` the fault, `R` the restore. */
function story(letters: string): RehearsalEvent[] {
  return Array.from(letters, (letter, index): RehearsalEvent => {
    const atSeconds = index + 1;
    if (letter === "F") return { event: "fault", atSeconds, fault: "kill-server" };
    if (letter === "R") return { event: "restore", atSeconds, fault: "kill-server" };
    return answer("resolver", atSeconds, letter === "p" ? "primary" : letter === "b" ? "backup" : "nobody");
  });
}

const audit = (letters: string) => {
  const events = story(letters);
  return auditAnswers(events, addresses, events.find(({ event }) => event === "restore")?.atSeconds ?? null);
};

describe("drill/audit/answers", () => {
  it("finds nothing in a rehearsal that goes well", () => {
    assert.deepEqual(auditAnswers(shopEvents(), addresses, restoreSeconds), []);
  });

  for (const [letters, expected] of [
    ["pFbRp", []],
    ["npFbRp", []],
    ["bpFbRp", []],
    ["pFpbbRbp", []],
    ["pFR", []],
    ["pb", ["The resolver answered 198.51.100.20 before the fault, at 2.0 s."]],
    ["pn", ["The resolver answered SERVFAIL before the fault, at 2.0 s."]],
    ["pFbp", ["The resolver answered 192.0.2.10 during the fault, at 4.0 s."]],
    ["pFn", ["The resolver answered SERVFAIL during the fault, at 3.0 s."]],
    ["pFRb", ["The resolver answered 198.51.100.20 after the restore, at 4.0 s."]],
    ["pFbRpb", ["The resolver answered 198.51.100.20 after the restore, at 6.0 s."]],
    ["pFbRn", ["The resolver answered SERVFAIL after the restore, at 5.0 s."]],
  ] as const) {
    it(`${letters}: ${expected.length} problems`, () => {
      assert.deepEqual(audit(letters), expected);
    });
  }

  it("goes by when the primary answered again, however late that was reported", () => {
    assert.deepEqual(auditAnswers(story("pFbpR"), addresses, 4), []);
    assert.deepEqual(auditAnswers(story("pFbpR"), addresses, 4.1), [
      "The resolver answered 192.0.2.10 during the fault, at 4.0 s.",
    ]);
  });

  it("takes both addresses at once for neither site", () => {
    const both = { ...answer("authoritative", 9, "primary"), addresses: Object.values(addresses) };
    assert.deepEqual(
      auditAnswers([...story("p"), answer("authoritative", 2, "primary"), both], addresses, null),
      ["The authoritative server answered 192.0.2.10, 198.51.100.20 before the fault, at 9.0 s."],
    );
  });
});
