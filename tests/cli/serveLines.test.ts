import assert from "node:assert/strict";
import { serveLine } from "../../cli/serveLines";
import type { ServingEvent } from "../../rehearsal/serving/events";
import type { Outcome } from "../../route53/answer";

function outcome(probability: number, ...data: string[]): Outcome {
  const answers = data.map((each) => ({ name: "www.example.com.", type: "A" as const, ttl: 20, data: each }));
  return { probability, rcode: "NOERROR", answers, recordSets: [] };
}

const at = { atSeconds: 31.26, checkId: "hc-1" };
const answer = { event: "answer", atSeconds: 1234.5, name: "www.example.com.", type: "A" } as const;

describe("serveLine", () => {
  for (const [event, line] of [
    [
      { event: "listening", address: "127.0.0.1", port: 5300 },
      "Listening on 127.0.0.1, port 5300 (UDP and TCP). Ctrl-C ends it.",
    ],
    [
      {
        event: "checker",
        ...at,
        region: "us-east-1",
        checker: "us-east-1-2",
        healthy: false,
        reason: "Failure: HTTP Status Code 503, \u001b[31mdown",
      },
      "    31.3 s  checker hc-1 us-east-1-2: unhealthy (Failure: HTTP Status Code 503, \\u001b[31mdown)",
    ],
    [
      { event: "check", ...at, healthy: true, healthyCheckers: 3, checkers: 16 },
      "    31.3 s  check hc-1: healthy (3 of 16 checkers)",
    ],
    // A CALCULATED check has no checkers.
    [
      { event: "check", ...at, healthy: false, healthyCheckers: 0, checkers: 0 },
      "    31.3 s  check hc-1: unhealthy",
    ],
    [
      { ...answer, outcomes: [outcome(1, "192.0.2.10", "192.0.2.11")] },
      "  1234.5 s  answer www.example.com. A: 192.0.2.10, 192.0.2.11",
    ],
    [
      { ...answer, outcomes: [outcome(2 / 3, "192.0.2.10"), outcome(1 / 3)] },
      "  1234.5 s  answer www.example.com. A: 66.67 % 192.0.2.10; 33.33 % no data",
    ],
  ] satisfies [ServingEvent, string][]) {
    it(line, () => {
      assert.equal(serveLine(event), line);
    });
  }
});
