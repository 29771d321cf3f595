import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { startLagMeter } from "../../rehearsal/lag";

describe("startLagMeter", () => {
  it("measures how long the process was deaf, in scenario seconds, and forgets it on reset", async () => {
    const speed = 10;
    const lag = startLagMeter(speed);
    await setTimeout(50);
    const blockedMs = 300;
    const blockedUntilMs = performance.now() + blockedMs;
    while (performance.now() < blockedUntilMs);
    await setTimeout(50);
    const worstSeconds = lag.worstSeconds();
    lag.reset();
    assert.equal(lag.worstSeconds(), 0);
    lag.stop();
    // 10 ms: the period of the meter, and the grain of its histogram.
    assert.ok(worstSeconds >= ((blockedMs - 10) / 1000) * speed, `${worstSeconds} s`);
  });
});
