import assert from "node:assert/strict";
import type { Resolution } from "../../rehearsal/dns/resolver";
import type { AnswerEvent } from "../../rehearsal/events";
import { runObserver } from "../../rehearsal/observer";
import { manualClock } from "../support/manualClock";

const primary: Resolution = { rcode: "NOERROR", addresses: ["192.0.2.10"], wireTtlSeconds: 20 };
const backup: Resolution = { rcode: "NOERROR", addresses: ["198.51.100.20"], wireTtlSeconds: 20 };
const nothing: Resolution = { rcode: "NXDOMAIN", addresses: [], wireTtlSeconds: null };

async function observed(answers: readonly Resolution[]): Promise<AnswerEvent[]> {
  const clock = manualClock();
  const stopping = new AbortController();
  const events: AnswerEvent[] = [];
  const queue = [...answers];
  const running = runObserver({
    observer: "resolver",
    question: { name: "www.example.com.", type: "A" },
    resolve: () => Promise.resolve(queue.shift()!),
    clock,
    signal: stopping.signal,
    onEvent: (event) => events.push(event),
  });
  await clock.advance((answers.length - 1) * 0.5);
  stopping.abort();
  await running;
  assert.deepEqual(queue, []);
  return events;
}

describe("runObserver", () => {
  it("asks every half second and reports the first answer and each change, when it sees it", async () => {
    const aged = { ...primary, wireTtlSeconds: 19 };
    const events = await observed([primary, primary, aged, backup, backup, nothing, primary]);
    const common = { event: "answer", observer: "resolver", name: "www.example.com.", type: "A" } as const;
    assert.deepEqual(events, [
      { ...common, atSeconds: 0, ...primary },
      { ...common, atSeconds: 1.5, ...backup },
      { ...common, atSeconds: 2.5, ...nothing },
      { ...common, atSeconds: 3, ...primary },
    ]);
  });

  it("takes another response code for another answer, even without addresses in both", async () => {
    const events = await observed([nothing, { ...nothing, rcode: "SERVFAIL" }]);
    assert.deepEqual(
      events.map(({ atSeconds, rcode }) => [atSeconds, rcode]),
      [
        [0, "NXDOMAIN"],
        [0.5, "SERVFAIL"],
      ],
    );
  });
});
