import assert from "node:assert/strict";
import { decode, encode } from "dns-packet";
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

  for (const [type, text, data] of [
    ["MX", "10 mail.example.com.", { preference: 10, exchange: "mail.example.com." }],
    ["SRV", "1 2 5060 sip.example.com.", { priority: 1, weight: 2, port: 5060, target: "sip.example.com." }],
    ["CAA", '128 issue "ca.example.net"', { flags: 128, tag: "issue", value: "ca.example.net" }],
    [
      "NAPTR",
      '100 50 "u" "E2U+sip" "!^.*$!sip:info@example.com!" .',
      {
        order: 100,
        preference: 50,
        flags: "u",
        services: "E2U+sip",
        regexp: "!^.*$!sip:info@example.com!",
        replacement: ".",
      },
    ],
    [
      "DS",
      "123 13 2 A1B2 C3D4",
      { keyTag: 123, algorithm: 13, digestType: 2, digest: Buffer.from([0xa1, 0xb2, 0xc3, 0xd4]) },
    ],
    ["TLSA", "3 1 1 0aff", { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.from([10, 255]) }],
    ["SSHFP", `2 1 ${"0a".repeat(20)}`, { algorithm: 2, hash: 1, fingerprint: "0a".repeat(20) }],
    ["TXT", '"v=spf1 -all" "two"', [Buffer.from("v=spf1 -all"), Buffer.from("two")]],
    ["SPF", '"ab" "c"', Buffer.from([2, 0x61, 0x62, 1, 0x63])],
  ] as const) {
    it(`takes the data of ${type} apart, in a form that the codec writes`, () => {
      const record = wireRecord(owner, type, text);
      assert.deepEqual(record, { ...owner, type, data });
      const [decoded] = decode(encode({ answers: [record] })).answers!;
      assert.ok(decoded);
      assert.equal(decoded.type, type);
    });
  }

  for (const type of ["HTTPS", "SVCB"]) {
    it(`refuses ${type}, which a rehearsal does not serve`, () => {
      assert.throws(() => wireRecord(owner, type, "1 . alpn=h2"), {
        message: `www.example.com ${type}: a rehearsal does not serve records of this type.`,
      });
    });
  }
});
