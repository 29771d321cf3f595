import assert from "node:assert/strict";
import { newDeadline } from "../../rehearsal/deadline";
import { manualClock } from "../support/manualClock";

describe("newDeadline", () => {
  it("calls back once, when its time is over and not before", async () => {
    const clock = manualClock();
    const expired: string[] = [];
    newDeadline(clock).set(4, () => expired.push("connect"));
    await clock.advance(3.999);
    assert.equal(expired.join(), "");
    await clock.advance(0.001);
    assert.equal(expired.join(), "connect");
    await clock.advance(100);
    assert.equal(expired.join(), "connect");
  });

  it("forgets a limit when another takes its place, and when it is cleared", async () => {
    const clock = manualClock();
    const expired: string[] = [];
    const deadline = newDeadline(clock);
    deadline.set(4, () => expired.push("connect"));
    await clock.advance(3);
    deadline.set(2, () => expired.push("status line"));
    await clock.advance(1.9);
    assert.equal(expired.join(), "");
    await clock.advance(0.1);
    deadline.set(2, () => expired.push("body"));
    deadline.clear();
    await clock.advance(10);
    assert.equal(expired.join(), "status line");
  });
});
