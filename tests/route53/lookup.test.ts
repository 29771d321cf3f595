/** Sources: developer guide, "DNS domain name format" (asterisk); RFC 1034, 4.3.2; RFC 4592, 2.2 and 3.3. */
import assert from "node:assert/strict";
import { lookUp } from "../../route53/lookup";
import type { RecordType, ResourceRecordSet } from "../../route53/types";
import { indexZone } from "../../route53/zoneIndex";
import { address, zoneOf } from "./zones";

function plain(label: string, type: RecordType, value: string): ResourceRecordSet {
  return { ...address(label, value), Type: type };
}

const wildcard = address("\\052", "192.0.2.1");
const www = address("www", "192.0.2.2");
const text = plain("text", "TXT", '"a"');
const cname = plain("cname", "CNAME", "www.example.com");
const deep = address("a.b.deep", "192.0.2.3");
const wildcardBelow = plain("\\052.wild", "CNAME", "www.example.com");
const delegated = plain("sub", "NS", "ns.example.net");
const glue = address("ns.sub", "192.0.2.4");
const signer = plain("sub", "DS", "1 8 2 aa");
const index = indexZone(zoneOf(wildcard, www, text, cname, deep, wildcardBelow, delegated, glue, signer));

describe("lookUp", () => {
  const groups: [what: string, name: string, type: string, found: ResourceRecordSet][] = [
    ["the name's own set", "www", "A", www],
    ["the wildcard for a name that does not exist", "nobody", "A", wildcard],
    ["the wildcard for names below such a name", "a.b.nobody", "A", wildcard],
    ["the wildcard asked for by its own name", "\\052", "A", wildcard],
    ["the CNAME for any other type", "cname", "AAAA", cname],
    ["the CNAME for itself", "cname", "CNAME", cname],
    ["a wildcard's CNAME", "x.wild", "TXT", wildcardBelow],
    ["the NS set of a delegated name", "sub", "NS", delegated],
    ["the DS set of a delegated name", "sub", "DS", signer],
  ];
  for (const [what, label, type, found] of groups) {
    it(`finds ${what}: ${label} ${type}`, () => {
      assert.deepEqual(lookUp(index, `${label}.example.com.`, type), { kind: "group", group: [found] });
    });
  }

  const nothing: [what: string, name: string, type: string, kind: string][] = [
    ["no data of another type", "www.example.com.", "AAAA", "noData"],
    ["no data of another type under a wildcard", "nobody.example.com.", "AAAA", "noData"],
    ["no wildcard for a name that exists with another type", "text.example.com.", "A", "noData"],
    ["no wildcard for a name that only has names below it", "b.deep.example.com.", "A", "noData"],
    ["no wildcard below a name that exists", "x.www.example.com.", "A", "noName"],
    ["no wildcard below a name that only has names below it", "x.deep.example.com.", "A", "noName"],
    ["no wildcard for the zone's own name", "example.com.", "A", "noData"],
    ["nothing outside the zone", "www.example.org.", "A", "outside"],
    ["nothing in a zone that merely ends alike", "badexample.com.", "A", "outside"],
    ["nothing above the zone", "com.", "NS", "outside"],
  ];
  for (const [what, name, type, kind] of nothing) {
    it(`finds ${what}: ${name} ${type}`, () => {
      assert.deepEqual(lookUp(index, name, type), { kind });
    });
  }

  for (const [label, type] of [
    ["sub", "A"],
    ["ns.sub", "A"],
    ["ns.sub", "NS"],
    ["x.y.sub", "DS"],
  ] as const) {
    it(`refers to the delegation at and below it: ${label} ${type}`, () => {
      assert.deepEqual(lookUp(index, `${label}.example.com.`, type), {
        kind: "delegation",
        group: [delegated],
      });
    });
  }

  it("does not take the zone's own NS set for a delegation", () => {
    const apex = { ...delegated, Name: "example.com." };
    assert.deepEqual(lookUp(indexZone(zoneOf(apex, www)), "www.example.com.", "A"), {
      kind: "group",
      group: [www],
    });
  });

  it("finds no name in a zone without wildcard", () => {
    assert.deepEqual(lookUp(indexZone(zoneOf(www)), "nobody.example.com.", "A"), { kind: "noName" });
  });

  it("answers a name of a hundred thousand labels at once", () => {
    const labels = "a.".repeat(100_000);
    assert.deepEqual(lookUp(indexZone(zoneOf(www)), `${labels}example.com.`, "A"), { kind: "noName" });
  });
});
