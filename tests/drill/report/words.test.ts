import assert from "node:assert/strict";
import { observerLabel, secondsText, shopperLabel } from "../../../drill/report/words";

describe("drill/report/words", () => {
  it("names observers and shoppers, unknown ones by their own name", () => {
    assert.deepEqual(["authoritative", "resolver", "clamping"].map(observerLabel), [
      "name server",
      "resolver",
      "clamping",
    ]);
    assert.deepEqual(["fresh", "pooled", "forever"].map(shopperLabel), [
      "new connection",
      "kept connection",
      "forever",
    ]);
  });

  it("shows seconds to a tenth, and says what is unknown", () => {
    assert.deepEqual([0, 35.46, null].map(secondsText), ["0.0", "35.5", "unknown"]);
  });
});
