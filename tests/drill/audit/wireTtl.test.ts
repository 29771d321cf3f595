import assert from "node:assert/strict";
import { auditWireTtl } from "../../../drill/audit/wireTtl";
import { answer, page, shopEvents } from "../shopEvents";

describe("drill/audit/wireTtl", () => {
  it("finds nothing in a rehearsal that follows the rule", () => {
    assert.deepEqual(auditWireTtl(shopEvents(), 2), []);
  });

  for (const [observer, given, expected] of [
    ["authoritative", 2, []],
    ["authoritative", 1, ["The authoritative server gives a TTL of 1 s on the wire, not 2 s."]],
    ["authoritative", 3, ["The authoritative server gives a TTL of 3 s on the wire, not 2 s."]],
    ["resolver", 2, []],
    ["resolver", 0, []],
    ["resolver", -1, ["The resolver gives a TTL of -1 s on the wire, not 0 to 2 s."]],
    ["resolver", 3, ["The resolver gives a TTL of 3 s on the wire, not 0 to 2 s."]],
  ] as const) {
    it(`${observer}, ${given} s where 2 s are promised: ${expected.length} problems`, () => {
      assert.deepEqual(auditWireTtl([answer(observer, 1, "primary", given)], 2), expected);
    });
  }

  it("leaves an answer without a TTL, and what is no answer, to others", () => {
    assert.deepEqual(auditWireTtl([answer("resolver", 1, "nobody"), page("fresh", 1, null)], 2), []);
  });
});
