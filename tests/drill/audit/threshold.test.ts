import assert from "node:assert/strict";
import { auditThreshold } from "../../../drill/audit/threshold";
import type { RehearsalEvent } from "../../../rehearsal/events";
import { opinion, probe, shopEvents } from "../shopEvents";

const checker = "us-east-1-1";

/** `P` a passed probe, `F` a failed one; `h` and `u`: the checker turns healthy, unhealthy. */
function story(letters: string): RehearsalEvent[] {
  return Array.from(letters, (letter, index) =>
    letter === "P" || letter === "F"
      ? probe("hc-primary", checker, 10 * index, letter === "P")
      : opinion("hc-primary", checker, 10 * index, letter === "h"),
  );
}

const me = "hc-primary/us-east-1-1";

describe("drill/audit/threshold", () => {
  it("finds nothing in a rehearsal that follows the rule", () => {
    assert.deepEqual(auditThreshold(shopEvents(), 2), []);
  });

  for (const [letters, failureThreshold, expected] of [
    ["PPhPFPFFuFPPh", 2, []],
    ["PhFuPh", 1, []],
    ["PPPhFFF", 3, [`${me} did not turn unhealthy after 3 failed probes in a row.`]],
    ["Ph", 2, [`${me} turned healthy after 1 passed probes in a row, not after 2.`]],
    ["PPhFu", 2, [`${me} turned unhealthy after 1 failed probes in a row, not after 2.`]],
    // Late: the second failure asked for it, the third got it.
    [
      "PPhFFFu",
      2,
      [
        `${me} did not turn unhealthy after 2 failed probes in a row.`,
        `${me} turned unhealthy after 3 failed probes in a row, not after 2.`,
      ],
    ],
    // Against its own probes.
    ["PPhPPu", 2, [`${me} turned unhealthy after 0 failed probes in a row, not after 2.`]],
    // The same opinion twice.
    ["PPhh", 2, [`${me} turned healthy after 2 passed probes in a row, not after 2.`]],
    ["PP", 2, [`${me} did not turn healthy after 2 passed probes in a row.`]],
    ["P", 2, []],
    ["", 2, []],
  ] as const) {
    it(`threshold ${failureThreshold}, ${letters || "nothing"}: ${expected.length} problems`, () => {
      assert.deepEqual(auditThreshold(story(letters), failureThreshold), expected);
    });
  }

  it("counts each checker of each check for itself", () => {
    const events = [
      probe("hc-primary", checker, 1, true),
      probe("hc-backup", checker, 2, true),
      probe("hc-primary", "us-east-1-2", 3, true),
      opinion("hc-backup", checker, 3, true),
    ];
    assert.deepEqual(auditThreshold(events, 2), [
      "hc-backup/us-east-1-1 turned healthy after 1 passed probes in a row, not after 2.",
    ]);
  });
});
