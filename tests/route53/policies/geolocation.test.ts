/** Source: developer guide, "Geolocation routing" and "Values specific for geolocation records". */
import assert from "node:assert/strict";
import type { Location } from "../../../route53/policies/choice";
import { geolocation } from "../../../route53/policies/geolocation";
import type { GeoLocation } from "../../../route53/types";
import { address } from "../zones";

const places: Record<string, GeoLocation> = {
  oregon: { CountryCode: "US", SubdivisionCode: "OR" },
  us: { CountryCode: "US" },
  northAmerica: { ContinentCode: "NA" },
  europe: { ContinentCode: "EU" },
  default: { CountryCode: "*" },
};
const all = ["default", "europe", "northAmerica", "us", "oregon"];

function chosen(names: readonly string[], location: Location): readonly string[] {
  const sets = names.map((name) =>
    address("www", "192.0.2.1", { SetIdentifier: name, GeoLocation: places[name]! }),
  );
  return geolocation(sets, location).flatMap(({ recordSets }) =>
    recordSets.map((set) => set.SetIdentifier ?? ""),
  );
}

describe("geolocation routing", () => {
  const cases: [what: string, names: string[], location: Location, expected: string[]][] = [
    ["the subdivision first", all, { country: "US", subdivision: "OR" }, ["oregon"]],
    ["the country for another subdivision", all, { country: "US", subdivision: "WA" }, ["us"]],
    ["the country where the subdivision is not known", all, { country: "US" }, ["us"]],
    ["the continent for another country, which follows from it", all, { country: "CA" }, ["northAmerica"]],
    [
      "the country's continent, whatever else is said",
      all,
      { country: "CA", continent: "EU" },
      ["northAmerica"],
    ],
    [
      "the continent that is given, for a country without one",
      all,
      { country: "XX", continent: "EU" },
      ["europe"],
    ],
    ["the continent alone", all, { continent: "EU" }, ["europe"]],
    ["the default for a continent without a set", all, { continent: "AF" }, ["default"]],
    ["the default for a client that is not mapped", all, {}, ["default"]],
    ["the default where a subdivision comes without its country", all, { subdivision: "OR" }, ["default"]],
    [
      "the wider region where a smaller has no candidate",
      ["default", "northAmerica"],
      { country: "US", subdivision: "OR" },
      ["northAmerica"],
    ],
    ["nothing for a client that no set covers", ["us", "europe"], { continent: "AS" }, []],
    ["nothing for a client that is not mapped, without default", ["us", "europe"], {}, []],
  ];
  for (const [what, names, location, expected] of cases) {
    it(`takes ${what}: ${JSON.stringify(location)}`, () => {
      assert.deepEqual(chosen(names, location), expected);
    });
  }

  it("takes a set without location for none", () => {
    assert.deepEqual(geolocation([address("www", "192.0.2.1")], { country: "US" }), []);
  });
});
