import assert from "node:assert/strict";
import { continentOf } from "../../route53/continents";

describe("continentOf", () => {
  for (const [country, continent] of [
    ["ZA", "AF"],
    ["AQ", "AN"],
    ["TR", "AS"],
    ["YE", "AS"],
    ["RU", "EU"],
    ["CY", "EU"],
    ["XK", "EU"],
    ["US", "NA"],
    ["PR", "NA"],
    ["TL", "OC"],
    ["NZ", "OC"],
    ["BR", "SA"],
    ["BV", undefined],
    ["XX", undefined],
    ["", undefined],
    ["constructor", undefined],
  ] as const) {
    it(`of ${country} is ${continent ?? "not known"} (developer guide, Location)`, () => {
      assert.equal(continentOf(country), continent);
    });
  }
});
