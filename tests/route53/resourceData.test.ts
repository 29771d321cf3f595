import assert from "node:assert/strict";
import { resourceData } from "../../route53/resourceData";
import type { RecordType } from "../../route53/types";

describe("resourceData", () => {
  const cases: [type: RecordType, value: string, expected: string][] = [
    ["A", "192.0.2.10", "192.0.2.10"],
    ["TXT", '"Some Text" "MORE"', '"Some Text" "MORE"'],
    ["CNAME", "Www.Example.COM", "www.example.com."],
    ["NS", "Ns-1.awsdns-01.com", "ns-1.awsdns-01.com."],
    ["PTR", "Host.example.com", "host.example.com."],
    ["MX", "10 Mail.example.com", "10 mail.example.com."],
    ["SRV", "1 10 5269 Xmpp.example.com", "1 10 5269 xmpp.example.com."],
    [
      "SOA",
      "Ns-1.x.com Admin.x.com 1 7200 900 1209600 86400",
      "ns-1.x.com. admin.x.com. 1 7200 900 1209600 86400",
    ],
    [
      "NAPTR",
      '100 50 "U" "SIP+D2U" "!^.*$!sip:A B!" Sip.example.com',
      '100 50 "U" "SIP+D2U" "!^.*$!sip:A B!" sip.example.com.',
    ],
    ["HTTPS", '1 Www.example.com alpn="h2"', '1 www.example.com. alpn="h2"'],
    ["SVCB", "1 Svc.example.com", "1 svc.example.com."],
    ["MX", "10  Mail.example.com", "10  mail.example.com."],
    ["MX", "10", "10"],
  ];
  for (const [type, value, expected] of cases) {
    it(`of ${type} ${value} is ${expected}`, () => {
      assert.equal(resourceData(type, value), expected);
    });
  }
});
