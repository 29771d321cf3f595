import assert from "node:assert/strict";
import { aliasProblems, groupKey } from "../../route53/aliasChains";
import type { ResourceRecordSet } from "../../route53/types";
import { groupRecordSets } from "../../route53/zoneIndex";
import { address, alias, blindAlias } from "./zones";

function problems(...recordSets: ResourceRecordSet[]): readonly string[] {
  return aliasProblems(groupRecordSets(recordSets));
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
