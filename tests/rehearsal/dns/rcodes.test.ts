import assert from "node:assert/strict";
import { decode, encode, type Answer } from "dns-packet";
import { rcodeOf } from "../../../rehearsal/dns/rcodes";

function response(flags: number, extendedRcode?: number) {
  const opt: Answer = {
    type: "OPT",
    name: ".",
    udpPayloadSize: 1232,
    extendedRcode: extendedRcode ?? 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
  };
  const additionals = extendedRcode === undefined ? [] : [opt];
  return decode(encode({ type: "response", flags, additionals }));
}

describe("rcodeOf", () => {
  for (const [flags, expected] of [
    [0, "NOERROR"],
    [1, "FORMERR"],
    [2, "SERVFAIL"],
    [3, "NXDOMAIN"],
    [4, "NOTIMP"],
    [5, "REFUSED"],
    [6, "RCODE6"],
    [0x0503, "NXDOMAIN"],
  ] as const) {
    it(`reads ${expected} out of the low four bits of ${flags}`, () => {
      assert.equal(rcodeOf(response(flags)), expected);
    });
  }

  it("takes the upper bits from EDNS", () => {
    assert.equal(rcodeOf(response(0, 1)), "BADVERS");
    assert.equal(rcodeOf(response(3, 0)), "NXDOMAIN");
    assert.equal(rcodeOf(response(7, 1)), "RCODE23");
  });
});
