/** Every rule twice: what the API lets pass, and what it refuses, with its own words. */
import assert from "node:assert/strict";
import { recordSetRefusals } from "../../route53/recordSetRules";
import type { ResourceRecordSet } from "../../route53/types";
import { groupZone } from "../../route53/zoneIndex";
import { address, alias, zoneId, zoneOf } from "./zones";

const others = [
  address("target", "192.0.2.1"),
  { ...address("docs", "www.example.com"), Type: "CNAME" as const },
  address("text", '"a"', { Type: "TXT" }),
];

function refusalsOf(recordSet: ResourceRecordSet, id = zoneId): readonly string[] {
  return recordSetRefusals(recordSet, groupZone({ ...zoneOf(...others, recordSet), id }));
}

const change = "Change with [Action=CREATE, Name=www.example.com., Type=A, SetIdentifier";
const values =
  "Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found";
const policies =
  "Invalid request: Expected exactly one of [Weight, Region, Failover, GeoLocation, MultiValueAnswer, GeoProximityLocation, or CidrRoutingConfig], but found";
const toTarget = (name: string, hosted: string): ResourceRecordSet => ({
  ...alias("www", ""),
  AliasTarget: { HostedZoneId: hosted, DNSName: name, EvaluateTargetHealth: true },
});
const { TTL: _ttl, ...endless } = address("www", "192.0.2.1");
const { ResourceRecords: _records, ...empty } = address("www", "192.0.2.1");
const cname = { ...address("docs", "www.example.com"), Type: "CNAME" as const };

describe("recordSetRefusals", () => {
  const accepted: [what: string, recordSet: ResourceRecordSet][] = [
    ["a simple set", address("www", "192.0.2.1")],
    ["a set at the zone's own name", { ...address("", "192.0.2.1"), Name: "example.com." }],
    ["a named set with one policy", address("www", "192.0.2.1", { SetIdentifier: "a", Weight: 1 })],
    ["an alias without values", { ...alias("www", "target"), ResourceRecords: [] }],
    ["an alias in the zone", alias("www", "target")],
    ["an alias to a balancer", toTarget("lb.elb.amazonaws.com.", "Z35ELB")],
    [
      "a PRIMARY with a health check",
      address("www", "192.0.2.1", { SetIdentifier: "p", Failover: "PRIMARY", HealthCheckId: "hc" }),
    ],
    ["an alias PRIMARY without", alias("www", "target", { SetIdentifier: "p", Failover: "PRIMARY" })],
    ["a SECONDARY without", address("www", "192.0.2.1", { SetIdentifier: "s", Failover: "SECONDARY" })],
    ["a plain multivalue set", address("www", "192.0.2.1", { SetIdentifier: "m", MultiValueAnswer: true })],
    ["a CNAME on its own", cname],
    ["another set beside no CNAME", address("text", "192.0.2.1")],
    ["the address 0.0.0.0", address("www", "0.0.0.0")],
    ["the address 255.255.255.255", address("www", "255.255.255.255")],
    ["an IPv6 address", address("www", "2001:db8::10", { Type: "AAAA" })],
    ["an IPv4 address in IPv6", address("www", "::ffff:192.0.2.1", { Type: "AAAA" })],
  ];
  for (const [what, recordSet] of accepted) {
    it(`accepts ${what}`, () => {
      assert.deepEqual(refusalsOf(recordSet), []);
    });
  }

  const refused: [what: string, recordSet: ResourceRecordSet, ...messages: string[]][] = [
    [
      "a set outside the zone",
      { ...address("", "192.0.2.1"), Name: "www.example.org." },
      "RRSet with DNS name www.example.org. is not permitted in zone example.com.",
    ],
    ["a set without TTL", endless, `${values} none in ${change}=null]`],
    ["a set without values", empty, `${values} none in ${change}=null]`],
    ["a set with no value", address("www", "", { ResourceRecords: [] }), `${values} none in ${change}=null]`],
    [
      "an alias with a TTL",
      alias("www", "target", { TTL: 60 }),
      `${values} more than one in ${change}=null]`,
    ],
    [
      "an alias with values",
      alias("www", "target", { ResourceRecords: [{ Value: "192.0.2.1" }] }),
      `${values} more than one in ${change}=null]`,
    ],
    [
      "a named set without policy",
      address("www", "192.0.2.1", { SetIdentifier: "a" }),
      `${policies} none in ${change}=a]`,
    ],
    [
      "a set with two policies",
      address("www", "192.0.2.1", { SetIdentifier: "a", Weight: 1, Region: "us-east-1" }),
      `${policies} more than one in ${change}=a]`,
    ],
    [
      "a set with two policies and no name",
      address("www", "192.0.2.1", { Weight: 1, Region: "us-east-1" }),
      `${policies} more than one in ${change}=null]`,
    ],
    [
      "a policy without SetIdentifier",
      address("www", "192.0.2.1", { Failover: "SECONDARY" }),
      `Invalid request: Missing field 'SetIdentifier' in ${change}=null]`,
    ],
    [
      "a plain PRIMARY without health check",
      address("www", "192.0.2.1", { SetIdentifier: "p", Failover: "PRIMARY" }),
      "A non-alias primary ResourceRecordSet must have an associated health check.",
    ],
    [
      "a multivalue alias",
      alias("www", "target", { SetIdentifier: "m", MultiValueAnswer: true }),
      "Multivalue answer alias records are not supported.",
    ],
    [
      "an alias to a name that the zone lacks",
      alias("www", "gone"),
      `Tried to create an alias that targets gone.example.com., type A in zone ${zoneId}, but that target was not found`,
    ],
    [
      "an alias to a name of another type",
      alias("www", "text"),
      `Tried to create an alias that targets text.example.com., type A in zone ${zoneId}, but that target was not found`,
    ],
    [
      "an alias to an IP address",
      toTarget("192.0.2.1.", zoneId),
      `Tried to create an alias that targets 192.0.2.1., type A in zone ${zoneId}, but the alias target name does not lie within the target zone`,
      `Tried to create an alias that targets 192.0.2.1., type A in zone ${zoneId}, but that target was not found`,
    ],
    [
      "an alias to the zone's own name under another zone's id",
      toTarget("target.example.com.", "Z35ELB"),
      "Tried to create an alias that targets target.example.com., type A in zone Z35ELB, but the alias target name does not lie within the target zone",
    ],
    [
      "an alias under another zone's id to a name that this zone lacks",
      toTarget("gone.example.com.", "Z35ELB"),
      "Tried to create an alias that targets gone.example.com., type A in zone Z35ELB, but the alias target name does not lie within the target zone",
      "Tried to create an alias that targets gone.example.com., type A in zone Z35ELB, but that target was not found",
    ],
    [
      "a CNAME at the apex",
      { ...cname, Name: "example.com." },
      "RRSet of type CNAME with DNS name example.com. is not permitted at apex in zone example.com.",
    ],
    [
      "a CNAME beside another set",
      { ...cname, Name: "text.example.com." },
      "RRSet of type CNAME with DNS name text.example.com. is not permitted as it conflicts with other records with the same DNS name in zone example.com.",
    ],
  ];
  for (const [what, recordSet, ...messages] of refused) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(refusalsOf(recordSet), messages);
    });
  }

  for (const value of [
    "192.0.2",
    "192.0.2.1.1",
    "192.0.2.256",
    "192.0.2.01",
    "192.0.2.a",
    "2001:db8::10",
    "",
  ]) {
    it(`refuses the A value "${value}"`, () => {
      assert.deepEqual(refusalsOf(address("www", value)), [
        `Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address) encountered with '${value}''`,
      ]);
    });
  }

  for (const value of ["192.0.2.1", "2001:db8::10::1", "fe80::1%eth0", "::1]@x[", "::1]/[::1"]) {
    it(`refuses the AAAA value "${value}"`, () => {
      assert.deepEqual(refusalsOf(address("www", value, { Type: "AAAA" })), [
        `Invalid Resource Record: 'FATAL problem: AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address) encountered with '${value}''`,
      ]);
    });
  }

  it("judges alias targets by their names where the zone's id is not known", () => {
    assert.deepEqual(refusalsOf(alias("www", "target"), ""), []);
    assert.deepEqual(refusalsOf(toTarget("lb.elb.amazonaws.com.", "Z35ELB"), ""), []);
    assert.deepEqual(refusalsOf(alias("www", "gone"), ""), [
      `Tried to create an alias that targets gone.example.com., type A in zone ${zoneId}, but that target was not found`,
    ]);
  });
});
