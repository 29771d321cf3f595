import assert from "node:assert/strict";
import fc from "fast-check";
import {
  canonicalName,
  isDomainName,
  isWithin,
  namesBelowZone,
  printable,
  titleOf,
} from "../../route53/names";

describe("canonicalName", () => {
  const cases: [name: string, expected: string][] = [
    ["www.example.com.", "www.example.com."],
    ["www.example.com", "www.example.com."],
    ["WWW.Example.COM", "www.example.com."],
    ["_dmarc.example.com", "_dmarc.example.com."],
    ["*.example.com", "\\052.example.com."],
    ["\\052.example.com.", "\\052.example.com."],
    ["\\101\\142.example.com", "ab.example.com."],
    ["a\\056b.example.com", "a\\056b.example.com."],
    ["a b@.example.com", "a\\040b\\100.example.com."],
    ["\\9.example.com", "\\1349.example.com."],
    ["ä.example.com", "\\303\\244.example.com."],
    ["\u212a.example.com", "\\342\\204\\252.example.com."],
    ["😀.example.com", "\\360\\237\\230\\200.example.com."],
    ["\u0000.example.com", "\\000.example.com."],
    ["", "."],
    [".", "."],
  ];
  for (const [name, expected] of cases) {
    it(`of ${JSON.stringify(name)} is ${expected}`, () => {
      assert.equal(canonicalName(name), expected);
    });
  }

  it("is a fixed point", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        assert.equal(canonicalName(canonicalName(name)), canonicalName(name));
      }),
    );
  });
});

describe("names in a zone", () => {
  it("are the zone's own and those below it, label by label", () => {
    assert.equal(isWithin("example.com.", "example.com."), true);
    assert.equal(isWithin("www.example.com.", "example.com."), true);
    assert.equal(isWithin("badexample.com.", "example.com."), false);
    assert.equal(isWithin("com.", "example.com."), false);
  });

  it("are listed from the zone downwards, its own left out", () => {
    const below = ["c.example.com.", "b.c.example.com.", "a.b.c.example.com."];
    assert.deepEqual(namesBelowZone("a.b.c.example.com.", "example.com."), below);
    assert.deepEqual(namesBelowZone("example.com.", "example.com."), []);
    assert.deepEqual(namesBelowZone("www.example.org.", "example.com."), []);
  });
});

describe("isDomainName", () => {
  const label63 = "a".repeat(63);
  const cases: [what: string, name: string, expected: boolean][] = [
    ["a label of one byte", "a.com", true],
    ["a label of 63 bytes", `${label63}.com`, true],
    ["a label of 64 bytes", `${label63}a.com`, false],
    ["an escaped byte, counted once", `\\052${"a".repeat(62)}.com`, true],
    ["an empty label", "a..com", false],
    ["255 bytes", `${`${label63}.`.repeat(3)}${"a".repeat(62)}.`, true],
    ["256 bytes", `${`${label63}.`.repeat(3)}${label63}.`, false],
  ];
  for (const [what, name, expected] of cases) {
    it(`${expected ? "accepts" : "refuses"} ${what}`, () => {
      assert.equal(isDomainName(name), expected);
    });
  }
});

describe("titleOf", () => {
  it("names a record set by name, type and identifier", () => {
    assert.equal(titleOf({ Name: "WWW.example.com", Type: "A" }), "www.example.com. A");
    assert.equal(
      titleOf({ Name: "www.example.com.", Type: "A", SetIdentifier: "p" }),
      "www.example.com. A (p)",
    );
  });
});

describe("printable", () => {
  it("leaves no character that acts on a terminal or breaks a line", () => {
    assert.equal(
      printable('a"b\n\u001b[31m\u007f\u009b\u2028ä'),
      'a\\"b\\n\\u001b[31m\\u007f\\u009b\\u2028ä',
    );
  });
});
