import assert from "node:assert/strict";
import { budgetFindings, limitFindings } from "../../drill/limits";
import type { MilestoneName } from "../../drill/milestones";
import { predict } from "../../drill/prediction";
import { measure, type Timeline } from "../../drill/timeline";
import { shopTopology } from "../support/shopTopology";
import { shopEvents } from "./shopEvents";

const predicted = predict(shopTopology, "refused", 10);
const good = measure(shopEvents(), shopTopology);

function measuring(leg: "failover" | "failback", name: MilestoneName, seconds: number | null): Timeline {
  return { ...good, [leg]: { ...good[leg], [name]: seconds } };
}

describe("drill/limits", () => {
  it("finds nothing in a rehearsal within its predictions", () => {
    assert.deepEqual(limitFindings(good, predicted), []);
  });

  // The predicted range, widened by 0.8 s of lag, and by 0.5 s where an observer polls.
  for (const [name, earliest, latest] of [
    ["checkSeconds", 9.2, 20.8],
    ["authoritativeSeconds", 11.7, 24.3],
    ["resolverSeconds", 11.7, 45.3],
    ["shopperSeconds", 12.2, 48.8],
  ] as const) {
    for (const leg of ["failover", "failback"] as const) {
      const rule = `${leg}-${name.replace("Seconds", "")}`;

      it(`${rule}: ${earliest} to ${latest} s`, () => {
        const rules = (seconds: number | null) =>
          limitFindings(measuring(leg, name, seconds), predicted).map((finding) => [
            finding.rule,
            finding.limitSeconds,
            finding.measuredSeconds,
          ]);
        assert.deepEqual(rules(earliest), []);
        assert.deepEqual(rules(latest), []);
        assert.deepEqual(rules(earliest - 0.001), [[`${rule}-early`, earliest, earliest - 0.001]]);
        assert.deepEqual(rules(latest + 0.001), [[`${rule}-late`, latest, latest + 0.001]]);
        assert.deepEqual(rules(null), [[`${rule}-never`, latest, undefined]]);
      });
    }
  }

  it("says what was late, early or never seen, and the limit", () => {
    const messages = [60, 5, null].flatMap((seconds) =>
      limitFindings(measuring("failover", "resolverSeconds", seconds), predicted).map(
        ({ message }) => message,
      ),
    );
    assert.deepEqual(messages, [
      "failover: caching resolver answers with the backup: after 60.0 s, later than 45.3 s (1.3 s of it for measuring).",
      "failover: caching resolver answers with the backup: after 5.0 s, earlier than 11.7 s, the soonest that Route 53's rules allow.",
      "failover: caching resolver answers with the backup: never seen; due by 45.3 s (1.3 s of it for measuring).",
    ]);
  });

  it("does not judge the first probe", () => {
    assert.deepEqual(limitFindings(measuring("failover", "firstProbeSeconds", 99), predicted), []);
    assert.deepEqual(limitFindings(measuring("failback", "firstProbeSeconds", null), predicted), []);
  });

  it("expects nobody home who never left", () => {
    const neither = {
      ...measuring("failover", "resolverSeconds", null),
      failback: { ...good.failback, resolverSeconds: null },
    };
    assert.deepEqual(
      limitFindings(neither, predicted).map(({ rule }) => rule),
      ["failover-resolver-never"],
    );
  });

  it("wants every kind of failure within the RTO", () => {
    const { budget } = shopTopology;
    // Totals of the sample: refused 44, no reply 48, broken shop 49, blackhole 52, slow body 60.
    assert.deepEqual(budgetFindings({ ...shopTopology, budget: { ...budget, rtoSeconds: 60 } }), []);
    assert.deepEqual(budgetFindings({ ...shopTopology, budget: { ...budget, rtoSeconds: 51.9 } }), [
      {
        rule: "budget-within-rto",
        message: "The budget for blackhole is 52 s at worst; the stack accepts 51.9 s.",
      },
      {
        rule: "budget-within-rto",
        message: "The budget for slowBody is 60 s at worst; the stack accepts 51.9 s.",
      },
    ]);
  });
});
