import assert from "node:assert/strict";
import { failover } from "../../../route53/policies/failover";
import { geolocation } from "../../../route53/policies/geolocation";
import { latency } from "../../../route53/policies/latency";
import { multivalue } from "../../../route53/policies/multivalue";
import type { PolicyName } from "../../../route53/policies/routing";
import { policyNames, policyOf, unsupportedPolicies } from "../../../route53/policies/routing";
import { simple } from "../../../route53/policies/simple";
import { weighted } from "../../../route53/policies/weighted";
import type { ResourceRecordSet } from "../../../route53/types";
import { ZoneError } from "../../../route53/zoneError";
import { address } from "../zones";

describe("policyOf", () => {
  const cases: [name: PolicyName, policy: unknown, more: Partial<ResourceRecordSet>][] = [
    ["simple", simple, {}],
    ["simple", simple, { MultiValueAnswer: false }],
    ["failover", failover, { Failover: "SECONDARY" }],
    ["weighted", weighted, { Weight: 0 }],
    ["latency", latency, { Region: "us-east-1" }],
    ["geolocation", geolocation, { GeoLocation: { CountryCode: "*" } }],
    ["multivalue", multivalue, { MultiValueAnswer: true }],
  ];
  for (const [name, policy, more] of cases) {
    it(`of ${JSON.stringify(more)} is ${name}`, () => {
      assert.deepEqual(policyNames(address("www", "192.0.2.1", more)), [name]);
      assert.equal(policyOf(address("www", "192.0.2.1", more)), policy);
    });
  }

  const refused: [name: string, more: Partial<ResourceRecordSet>][] = [
    ["geoproximity", { GeoProximityLocation: { AWSRegion: "us-east-1" } }],
    ["IP-based", { CidrRoutingConfig: { CollectionId: "c", LocationName: "l" } }],
  ];
  for (const [name, more] of refused) {
    it(`refuses ${name} routing by name`, () => {
      const set = address("www", "192.0.2.1", { ...more, SetIdentifier: "one" });
      const problem = `www.example.com. A (one): ${name} routing is not modelled.`;
      assert.throws(() => policyOf(set), new ZoneError([problem]));
      assert.deepEqual(unsupportedPolicies([address("www", "192.0.2.1"), set]), [problem]);
    });
  }

  it("names every policy that a set asks for", () => {
    const set = address("www", "192.0.2.1", { Failover: "PRIMARY", Weight: 1 });
    assert.deepEqual(policyNames(set), ["failover", "weighted"]);
  });
});
