import assert from "node:assert/strict";
import { courseInWords, expectationOf, seenCourse } from "../../drill/expectation";
import { faultNamed } from "../../rehearsal/faults";
import { faultNames, switchFaultNames, type FaultName } from "../../rehearsal/faults/names";
import { shopTopology } from "../support/shopTopology";
import { answer, report, shopEvents } from "./shopEvents";

describe("drill/expectation", () => {
  it("expects of each fault what Route 53's rules say", () => {
    const moves: FaultName[] = [
      "stop-instance",
      "kill-server",
      "block-http",
      "http-500",
      "redirect",
      "wrong-body",
      "slow",
      "partition",
      "invert-check",
    ];
    const expected = (fault: FaultName) => expectationOf(faultNamed(fault));
    assert.deepEqual(
      faultNames.filter((fault) => expected(fault).answers === "backup"),
      moves,
    );
    assert.deepEqual(
      faultNames.map((fault) => [fault, expected(fault).unhealthySites.join(), expected(fault).primaryPages]),
      [
        ["stop-instance", "primary", "none"],
        ["kill-server", "primary", "none"],
        ["block-http", "primary", "none"],
        ["http-500", "primary", "none"],
        ["redirect", "primary", "none"],
        ["wrong-body", "primary", "all"],
        ["slow", "primary", "all"],
        ["slow-within-limit", "", "all"],
        ["flap", "", "some"],
        ["packet-loss", "", "some"],
        ["partition", "primary", "all"],
        ["partition-within-limit", "", "all"],
        ["invert-check", "primary", "all"],
        ["backup-down", "backup", "all"],
        ["both-down", "primary,backup", "none"],
      ],
    );
    assert.deepEqual(
      switchFaultNames.map((fault) => expected(fault)),
      [
        { answers: "backup", unhealthySites: [], failsTooFewProbes: false, primaryPages: "all" },
        { answers: "primary", unhealthySites: [], failsTooFewProbes: false, primaryPages: "all" },
        { answers: "primary", unhealthySites: [], failsTooFewProbes: false, primaryPages: "all" },
      ],
    );
    assert.deepEqual(
      faultNames.filter((fault) => expected(fault).failsTooFewProbes),
      ["flap", "packet-loss", "partition-within-limit"],
    );
  });

  for (const [unhealthySites, answers, words] of [
    [["primary"], "backup", "moves to the backup"],
    [["primary"], "primary", "PRIMARY, though unhealthy"],
    [["primary", "backup"], "primary", "PRIMARY, nothing is healthy"],
    [["backup"], "primary", "stays at the primary"],
    [[], "primary", "stays at the primary"],
  ] as const) {
    it(`calls ${unhealthySites.join(" and ") || "no site"} unhealthy, answer ${answers}: ${words}`, () => {
      assert.equal(courseInWords({ answers, unhealthySites }), words);
    });
  }

  it("sees where the answers led when the fault ended, and which checks it had turned", () => {
    assert.deepEqual(seenCourse(shopEvents(), shopTopology), {
      answers: "backup",
      unhealthySites: ["primary"],
    });
    const backAgain = [
      ...shopEvents(),
      report("hc-backup", 80, 2),
      answer("authoritative", 90, "primary"),
    ].sort((a, b) => a.atSeconds - b.atSeconds);
    assert.deepEqual(seenCourse(backAgain, shopTopology), {
      answers: "primary",
      unhealthySites: ["primary", "backup"],
    });
  });

  it("sees nothing turn without a fault", () => {
    assert.deepEqual(seenCourse([report("hc-primary", 1, 0)], shopTopology), {
      answers: "primary",
      unhealthySites: [],
    });
  });
});
