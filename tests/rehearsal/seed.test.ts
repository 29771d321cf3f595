import assert from "node:assert/strict";
import { drawFraction } from "../../rehearsal/seed";

describe("drawFraction", () => {
  it("repeats itself for the same seed and purpose, and for nothing else", () => {
    const draws = [
      drawFraction(1, "phase", "hc-primary", "us-east-1-1"),
      drawFraction(2, "phase", "hc-primary", "us-east-1-1"),
      drawFraction(1, "phase", "hc-backup", "us-east-1-1"),
      drawFraction(1, "phase", "hc-primary", "us-east-1-2"),
      // The borders between the words count.
      drawFraction(1, "phase", "hc-primaryus-east-1-1"),
    ];
    assert.equal(new Set(draws).size, draws.length);
    assert.equal(drawFraction(1, "phase", "hc-primary", "us-east-1-1"), draws[0]);
  });

  it("spreads evenly from 0 to below 1", () => {
    const tenths = new Array<number>(10).fill(0);
    for (let at = 0; at < 10_000; at += 1) {
      const fraction = drawFraction(7, at);
      assert.ok(fraction >= 0 && fraction < 1);
      tenths[Math.floor(fraction * 10)]! += 1;
    }
    // A binomial count with mean 1,000 and standard deviation 30; the seed is fixed, so this is no gamble.
    for (const count of tenths) assert.ok(count > 880 && count < 1120, `${count} of 10,000 in one tenth`);
  });
});
