import assert from "node:assert/strict";
import { referralTo } from "../../../rehearsal/dns/referral";
import { indexZone } from "../../../route53/answer";
import type { RecordType } from "../../../route53/types";

const set = (Name: string, Type: RecordType, Value: string) => ({
  Name,
  Type,
  TTL: 60,
  ResourceRecords: [{ Value }],
});

describe("referralTo", () => {
  it("adds the addresses of name servers below the delegation, of both kinds, and of no others", () => {
    const index = indexZone({
      id: "Z1",
      name: "example.com.",
      recordSets: [
        { ...set("sub.example.com.", "NS", "NS.sub.example.com"), TTL: 120 },
        set("ns.sub.example.com.", "A", "192.0.2.53"),
        set("ns.sub.example.com.", "AAAA", "2001:db8::53"),
        set("other.sub.example.com.", "A", "192.0.2.54"),
        set("plain.example.com.", "NS", "ns.example.com."),
        set("ns.example.com.", "A", "192.0.2.55"),
      ],
    });
    assert.deepEqual(
      referralTo(index, "sub.example.com.", (ttlSeconds) => ttlSeconds / 2),
      {
        rcode: "NOERROR",
        isReferral: true,
        authorities: [{ type: "NS", name: "sub.example.com.", ttl: 60, data: "ns.sub.example.com." }],
        additionals: [
          { type: "A", name: "ns.sub.example.com.", ttl: 30, data: "192.0.2.53" },
          { type: "AAAA", name: "ns.sub.example.com.", ttl: 30, data: "2001:db8::53" },
        ],
      },
    );
    assert.deepEqual(referralTo(index, "plain.example.com.", (ttlSeconds) => ttlSeconds).additionals, []);
  });
});
