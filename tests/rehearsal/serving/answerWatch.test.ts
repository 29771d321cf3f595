import assert from "node:assert/strict";
import { watchAnswers } from "../../../rehearsal/serving/answerWatch";
import type { AnswerChangeEvent } from "../../../rehearsal/serving/events";
import { route53Rules } from "../../../rehearsal/rules";
import type { ResourceRecordSet, Zone } from "../../../route53/types";
import { address, alias, zoneOf } from "../../route53/zones";
import { manualClock } from "../../support/manualClock";

function watch(zone: Zone) {
  const clock = manualClock();
  const unhealthy = new Set<string>();
  const events: AnswerChangeEvent[] = [];
  const compare = watchAnswers({
    zone,
    isHealthy: (id) => !unhealthy.has(id),
    rules: route53Rules,
    clock,
    onEvent: (event) => events.push(event),
  });
  /** The events of the next comparison, with `ids` unhealthy: `name type data`. */
  const changes = (...ids: string[]): string[] => {
    unhealthy.clear();
    for (const id of ids) unhealthy.add(id);
    events.length = 0;
    compare();
    return events.map(({ name, type, outcomes }) =>
      [name, type, ...outcomes.map(({ answers }) => answers.map(({ data }) => data).join(","))].join(" "),
    );
  };
  return { clock, events, changes };
}

function pair(label: string, ...addresses: readonly [string, string]): ResourceRecordSet[] {
  const [primary, backup] = addresses;
  return [
    address(label, primary, { SetIdentifier: "1", Failover: "PRIMARY", HealthCheckId: "hc-1" }),
    address(label, backup, { SetIdentifier: "2", Failover: "SECONDARY", HealthCheckId: "hc-2" }),
  ];
}

describe("watchAnswers", () => {
  it("reports each answer that differs from the one before, at its time, with its outcomes", async () => {
    const { clock, events, changes } = watch(zoneOf(...pair("www", "192.0.2.10", "198.51.100.20")));
    await clock.advance(31);
    changes("hc-1");
    assert.deepEqual(events, [
      {
        event: "answer",
        atSeconds: 31,
        name: "www.example.com.",
        type: "A",
        outcomes: [
          {
            probability: 1,
            rcode: "NOERROR",
            answers: [{ name: "www.example.com.", type: "A", ttl: 60, data: "198.51.100.20" }],
            recordSets: [{ name: "www.example.com.", type: "A", setIdentifier: "2" }],
          },
        ],
      },
    ]);
  });

  it("stays silent while the answers are the same, whatever the checks are", () => {
    const { changes } = watch(zoneOf(...pair("www", "192.0.2.10", "198.51.100.20")));
    assert.deepEqual(changes(), []);
    assert.deepEqual(changes("hc-2"), []);
    assert.deepEqual(changes("hc-1"), ["www.example.com. A 198.51.100.20"]);
    assert.deepEqual(changes("hc-1"), []);
    // Both unhealthy: the PRIMARY, as a last resort.
    assert.deepEqual(changes("hc-1", "hc-2"), ["www.example.com. A 192.0.2.10"]);
    assert.deepEqual(changes("hc-2"), []);
  });

  it("follows aliases down to the sets whose checks decide", () => {
    const { changes } = watch(
      zoneOf(alias("top", "middle"), alias("middle", "www"), ...pair("www", "192.0.2.10", "198.51.100.20")),
    );
    assert.deepEqual(changes("hc-1"), [
      "top.example.com. A 198.51.100.20",
      "middle.example.com. A 198.51.100.20",
      "www.example.com. A 198.51.100.20",
    ]);
  });

  it("does not ask for what no check can change", () => {
    const asked: string[] = [];
    const { answer } = route53Rules;
    watchAnswers({
      zone: zoneOf(
        address("fixed", "192.0.2.1"),
        alias("to-fixed", "fixed"),
        ...pair("www", "192.0.2.10", "192.0.2.11"),
      ),
      isHealthy: () => true,
      rules: {
        answer: (index, isHealthy, question) => {
          asked.push(question.name);
          return answer(index, isHealthy, question);
        },
      },
      clock: manualClock(),
      onEvent: () => undefined,
    })();
    assert.deepEqual(asked, ["www.example.com.", "www.example.com."]);
  });

  it("leaves out what the rules refuse to answer, and hides no other error", () => {
    const near: ResourceRecordSet = {
      ...address("near", "192.0.2.1", { SetIdentifier: "1", HealthCheckId: "hc-1" }),
      GeoProximityLocation: { AWSRegion: "us-east-1" },
    };
    assert.deepEqual(watch(zoneOf(near)).changes("hc-1"), []);
    const broken = () => {
      throw new TypeError("a bug");
    };
    const options = { zone: zoneOf(near), isHealthy: () => true, rules: { answer: broken } };
    assert.throws(
      () => watchAnswers({ ...options, clock: manualClock(), onEvent: () => undefined }),
      TypeError,
    );
  });
});
