import assert from "node:assert/strict";
import { aliasedGroup, aliasProblems, groupKey, isAliasWithin } from "../../route53/aliasChains";
import type { ResourceRecordSet } from "../../route53/types";
import { groupZone } from "../../route53/zoneIndex";
import { address, alias, blindAlias, zoneId, zoneOf } from "./zones";

function problems(...recordSets: ResourceRecordSet[]): readonly string[] {
  return aliasProblems(groupZone(zoneOf(...recordSets)));
}

/** n0 -> n1 -> … with this many aliases, then an address. */
function chain(aliases: number): ResourceRecordSet[] {
  const links = Array.from({ length: aliases }, (_, at) => alias(`n${at}`, `n${at + 1}`));
  return [...links, address(`n${aliases}`, "192.0.2.1")];
}

describe("groupKey", () => {
  it("tells names and types apart", () => {
    assert.equal(groupKey("www.example.com.", "A"), "www.example.com. A");
  });
});

const foreign = (label: string, target: string): ResourceRecordSet => ({
  ...alias(label, target),
  AliasTarget: { HostedZoneId: "Z1", DNSName: `${target}.example.com.`, EvaluateTargetHealth: true },
});

describe("isAliasWithin", () => {
  const cases: [what: string, hostedZoneId: string, name: string, knownId: string, expected: boolean][] = [
    ["this zone's id and a name in it", zoneId, "a.example.com.", zoneId, true],
    ["this zone's id and its own name", zoneId, "example.com.", zoneId, true],
    ["this zone's id and a name outside", zoneId, "a.example.org.", zoneId, false],
    ["another zone's id and a name in this one", "Z1", "a.example.com.", zoneId, false],
    ["another zone's id and a name outside", "Z1", "a.example.org.", zoneId, false],
    ["any id and a name in a zone whose id is not known", "Z1", "a.example.com.", "", true],
    ["any id and a name outside a zone whose id is not known", "Z1", "a.example.org.", "", false],
  ];
  for (const [what, hostedZoneId, name, knownId, expected] of cases) {
    it(`is ${expected} for ${what}`, () => {
      const target = { HostedZoneId: hostedZoneId, DNSName: name, EvaluateTargetHealth: true };
      assert.equal(isAliasWithin(target, groupZone({ ...zoneOf(), id: knownId })), expected);
    });
  }
});

describe("aliasedGroup", () => {
  const target = address("target", "192.0.2.1");
  const group = (set: ResourceRecordSet) => aliasedGroup(set, groupZone(zoneOf(target)));

  it("is the group of the target's name and the alias's type", () => {
    assert.deepEqual(group(alias("www", "target")), [target]);
  });

  for (const [what, set] of [
    ["a set that is no alias", target],
    ["a name that the zone lacks", alias("www", "gone")],
    ["a target of another type", { ...alias("www", "target"), Type: "AAAA" }],
    ["the same name in another zone", foreign("www", "target")],
  ] as const) {
    it(`is none for ${what}`, () => {
      assert.equal(group(set), undefined);
    });
  }
});

describe("aliasProblems", () => {
  it("finds none in chains that end, branch and join", () => {
    const sets = [
      alias("a", "b"),
      alias("a", "c"),
      alias("b", "d"),
      alias("c", "d"),
      address("d", "192.0.2.1"),
    ];
    assert.deepEqual(problems(...sets), []);
  });

  it("finds none in an alias whose target the zone lacks, or has with another type", () => {
    assert.deepEqual(problems(alias("a", "gone"), alias("b", "c"), { ...alias("c", "b"), Type: "AAAA" }), []);
  });

  it("finds none in an alias to its own name in another zone", () => {
    assert.deepEqual(problems(foreign("a", "a"), foreign("b", "c"), foreign("c", "b")), []);
  });

  it("names a set that is its own target", () => {
    const loop = "a.example.com. A: alias leads back to itself: a.example.com. A -> a.example.com. A.";
    assert.deepEqual(problems(alias("a", "a")), [loop]);
  });

  it("names a loop once, whatever leads into it and whether health counts", () => {
    const sets = [alias("in", "a"), alias("a", "b"), blindAlias("b", "a"), address("b", "192.0.2.1")];
    const loop =
      "a.example.com. A: alias leads back to itself: a.example.com. A -> b.example.com. A -> a.example.com. A.";
    assert.deepEqual(problems(...sets), [loop]);
  });

  it("lets 100 aliases follow one another, and not 101", () => {
    assert.deepEqual(problems(...chain(100)), []);
    assert.deepEqual(problems(...chain(101)), ["n0.example.com. A: more than 100 aliases in a row."]);
    assert.deepEqual(problems(...chain(101).reverse()), [
      "n0.example.com. A: more than 100 aliases in a row.",
    ]);
  });

  it("is not led into deep recursion by a hostile chain", () => {
    const found = problems(...chain(20_000));
    assert.equal(found[0], "n0.example.com. A: more than 100 aliases in a row.");
  });
});
