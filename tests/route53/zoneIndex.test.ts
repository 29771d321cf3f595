import assert from "node:assert/strict";
import { ZoneError } from "../../route53/zoneError";
import { groupOf, indexZone } from "../../route53/zoneIndex";
import { address, alias, zoneOf } from "./zones";

describe("indexZone", () => {
  it("groups record sets by canonical name and type, in the zone's order", () => {
    const first = address("WWW", "192.0.2.1", { SetIdentifier: "b", Weight: 1 });
    const second = address("www", "192.0.2.2", { SetIdentifier: "a", Weight: 1 });
    const index = indexZone(zoneOf(first, address("other", "192.0.2.3"), second));
    assert.deepEqual(groupOf(index, "www.example.com.", "A"), [
      { ...first, Name: "www.example.com." },
      second,
    ]);
    assert.equal(groupOf(index, "www.example.com.", "AAAA"), undefined);
  });

  it("knows every name that exists, those between a set and the zone too, and none outside", () => {
    const outside = { ...address("www", "192.0.2.1"), Name: "www.example.org." };
    const index = indexZone(zoneOf(address("a.b", "192.0.2.1"), outside));
    assert.deepEqual([...index.names].sort(), ["a.b.example.com.", "b.example.com.", "example.com."]);
    assert.equal(index.zoneName, "example.com.");
  });

  it("makes alias targets canonical", () => {
    const index = indexZone({ ...zoneOf(alias("www", "PRIMARY")), name: "Example.com" });
    const [set] = groupOf(index, "www.example.com.", "A") ?? [];
    assert.equal(set?.AliasTarget?.DNSName, "primary.example.com.");
    assert.equal(index.zoneName, "example.com.");
  });

  it("refuses alias loops, all of them", () => {
    const looping = zoneOf(alias("a", "a"), alias("b", "b"));
    assert.throws(
      () => indexZone(looping),
      new ZoneError([
        "a.example.com. A: alias leads back to itself: a.example.com. A -> a.example.com. A.",
        "b.example.com. A: alias leads back to itself: b.example.com. A -> b.example.com. A.",
      ]),
    );
  });
});
