import assert from "node:assert/strict";
import { untilAborted, wallClock } from "../../rehearsal/clock";
import { manualClock } from "../support/manualClock";

describe("wallClock", () => {
  it("runs as many times faster than the wall as its speed says, never waking early", async () => {
    const clock = wallClock(100);
    const startedAtMs = performance.now();
    await clock.sleep(3);
    const scenarioSeconds = clock.nowSeconds();
    const wallSeconds = (performance.now() - startedAtMs) / 1000;
    assert.ok(scenarioSeconds >= 3);
    assert.ok(
      scenarioSeconds <= wallSeconds * 100 + 1,
      `${scenarioSeconds} s in ${wallSeconds} s of wall time`,
    );
  });

  it("ends a sleep with an AbortError when the signal aborts, before it or during it", async () => {
    const clock = wallClock(1);
    await assert.rejects(clock.sleep(3600, AbortSignal.abort()), { name: "AbortError" });
    const stopping = new AbortController();
    const sleep = clock.sleep(3600, stopping.signal);
    stopping.abort();
    await assert.rejects(sleep, { name: "AbortError" });
  });
});

describe("untilAborted", () => {
  it("repeats its round until the signal aborts", async () => {
    const clock = manualClock();
    const stopping = new AbortController();
    const rounds: number[] = [];
    const running = untilAborted(stopping.signal, async () => {
      rounds.push(clock.nowSeconds());
      await clock.sleep(10, stopping.signal);
    });
    await clock.advance(25);
    stopping.abort();
    await running;
    assert.deepEqual(rounds, [0, 10, 20]);
  });

  it("passes on what a round throws by itself", async () => {
    const running = untilAborted(new AbortController().signal, () => Promise.reject(new Error("broken")));
    await assert.rejects(running, { message: "broken" });
  });
});
