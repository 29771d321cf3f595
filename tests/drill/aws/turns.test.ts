import assert from "node:assert/strict";
import { turns } from "../../../drill/aws/turns";
import { manualClock } from "../../support/manualClock";

describe("drill/aws/turns", () => {
  it("lets one begin at once, the others 0.25 s apart, and after a rest at once again", async () => {
    const clock = manualClock();
    const turn = turns(clock);
    const begun: number[] = [];
    const begin = () => turn().then(() => begun.push(clock.nowSeconds()));
    const three = Promise.all([begin(), begin(), begin()]);
    await clock.advance(1);
    await three;
    await begin();
    assert.deepEqual(begun, [0, 0.25, 0.5, 1]);
  });

  it("gives up with the signal", async () => {
    const turn = turns(manualClock());
    await turn();
    await assert.rejects(turn(AbortSignal.abort(new Error("enough"))), { message: "enough" });
  });
});
