import assert from "node:assert/strict";
import { EventLog } from "../../drill/eventLog";
import type { Clock } from "../../rehearsal/clock";
import { manualClock } from "../support/manualClock";
import { page } from "./shopEvents";

const { signal: never } = new AbortController();
const served = page("fresh", 1, "primary");

describe("drill/eventLog", () => {
  it("keeps the events in their order", () => {
    const log = new EventLog();
    const later = page("fresh", 2, "backup");
    log.append(served);
    log.append(later);
    assert.deepEqual(log.events, [served, later]);
  });

  it("does not wait for what holds already", async () => {
    const log = new EventLog();
    assert.equal(await log.until(() => true, { clock: manualClock(), limitSeconds: 5, signal: never }), true);
  });

  it("wakes at the event that makes it hold", async () => {
    const [log, clock] = [new EventLog(), manualClock()];
    const waiting = log.until((events) => events.length === 2, { clock, limitSeconds: 5, signal: never });
    log.append(served);
    await clock.advance(4.9);
    log.append(served);
    assert.equal(await waiting, true);
  });

  it("leaves no timer behind once it holds", async () => {
    const log = new EventLog();
    const signals: (AbortSignal | undefined)[] = [];
    const clock: Clock = {
      nowSeconds: () => 0,
      sleep: (_seconds, signal) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    };
    const waiting = log.until((events) => events.length === 1, { clock, limitSeconds: 5, signal: never });
    log.append(served);
    await waiting;
    assert.deepEqual(
      signals.map((signal) => signal?.aborted),
      [true],
    );
  });

  it("gives up at the limit, not before", async () => {
    const [log, clock] = [new EventLog(), manualClock()];
    let result: boolean | null = null;
    const waiting = log
      .until(() => false, { clock, limitSeconds: 5, signal: never })
      .then((hasHappened) => (result = hasHappened));
    await clock.advance(4.9);
    assert.equal(result, null);
    await clock.advance(0.1);
    assert.equal(await waiting, false);
  });

  it("ends when the signal is aborted, and can wait again", async () => {
    const [log, clock, interruption] = [new EventLog(), manualClock(), new AbortController()];
    const waiting = log.until(() => false, { clock, limitSeconds: 5, signal: interruption.signal });
    interruption.abort(new Error("enough"));
    await assert.rejects(waiting, { message: "enough" });
    const again = log.until((events) => events.length === 1, { clock, limitSeconds: 5, signal: never });
    log.append(served);
    assert.equal(await again, true);
  });
});
