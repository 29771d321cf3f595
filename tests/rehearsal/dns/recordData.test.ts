import assert from "node:assert/strict";
import { wireRecord } from "../../../rehearsal/dns/recordData";

const owner = { name: "www.example.com", ttl: 20 };

describe("wireRecord", () => {
  for (const [type, data] of [
    ["A", "192.0.2.10"],
    ["AAAA", "2001:db8::10"],
    ["CNAME", "primary.example.com."],
    ["NS", "ns-1.awsdns-01.org."],
    ["PTR", "www.example.com."],
  ] as const) {
    it(`passes the data of ${type} on`, () => {
      assert.deepEqual(wireRecord(owner, type, data), { ...owner, type, data });
    });
  }

  it("takes an SOA apart", () => {
    const text = "ns-1.awsdns-01.org. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400";
    assert.deepEqual(wireRecord(owner, "SOA", text), {
      ...owner,
      type: "SOA",
      data: {
        mname: "ns-1.awsdns-01.org.",
        rname: "awsdns-hostmaster.amazon.com.",
        serial: 1,
        refresh: 7200,
        retry: 900,
        expire: 1_209_600,
        minimum: 86_400,
      },
    });
  });

  it("refuses the types that a rehearsal does not serve", () => {
    assert.throws(() => wireRecord(owner, "MX", "10 mail.example.com."), {
      message: "www.example.com MX: a rehearsal does not serve records of this type.",
    });
  });
});
