import assert from "node:assert/strict";
import {
  homeText,
  observerLabel,
  secondsText,
  shopperLabel,
  shopperWords,
  toBackupText,
} from "../../../drill/report/words";

describe("drill/report/words", () => {
  it("names observers and shoppers, unknown ones by their own name", () => {
    assert.deepEqual(["authoritative", "resolver", "clamping", "stub"].map(observerLabel), [
      "name server",
      "resolver",
      "clamping resolver",
      "stub",
    ]);
    assert.deepEqual(["fresh", "pooled", "clamped", "forever", "robot"].map(shopperLabel), [
      "new connection",
      "kept connection",
      "clamped TTL",
      "cached for ever",
      "robot",
    ]);
    assert.deepEqual(["fresh", "pooled", "clamped", "forever", "robot"].map(shopperWords), [
      "looks the name up for each page",
      "keeps its connection while it lives",
      "resolver keeps answers 30 s at least",
      "looks the name up only once",
      "robot",
    ]);
  });

  it("shows seconds to a tenth, and says what is unknown", () => {
    assert.deepEqual([0, 35.46, null].map(secondsText), ["0.0", "35.5", "unknown"]);
  });

  it("tells one who never moved from one of whom nothing is known", () => {
    const shopper = {
      kind: "fresh",
      longestGapSeconds: 1,
      failedRequests: 0,
      toBackupSeconds: 4,
      homeSeconds: 5,
    };
    const span = { restoreSeconds: 100, endSeconds: 134.8 };
    const unmoved = { ...shopper, toBackupSeconds: null, homeSeconds: null };
    const unknown = { ...unmoved, failedRequests: null };
    assert.deepEqual([shopper, unmoved, unknown].map(toBackupText), ["4.0", "never", "unknown"]);
    assert.deepEqual(
      [shopper, unmoved, unknown].map((each) => homeText(each, span)),
      ["5.0", "> 34.8", "unknown"],
    );
    assert.equal(homeText(shopper, { ...span, restoreSeconds: null }), "unknown");
  });
});
