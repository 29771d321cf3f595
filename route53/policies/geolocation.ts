import { continentOf } from "../continents";
import type { GeoLocation } from "../types";
import type { Location, RoutingPolicy } from "./choice";
import { equalChances } from "./choice";

/**
 * Geolocation routing: the smallest region that covers the client and has a candidate: subdivision, country,
 * continent, then the default (country `*`). A client that no candidate covers gets no answer.
 * Source: developer guide, "Geolocation routing" and "Values specific for geolocation records".
 */
export const geolocation: RoutingPolicy = (candidates, location) => {
  for (const region of regionsAround(location)) {
    const covering = candidates.filter(({ GeoLocation: place = {} }) => isSameRegion(place, region));
    if (covering.length > 0) return equalChances(covering.slice(0, 1));
  }
  return [];
};

/** The regions that cover a client, smallest first. */
function regionsAround({ continent, country, subdivision }: Location): readonly GeoLocation[] {
  const regions: GeoLocation[] = [];
  if (country !== undefined) {
    if (subdivision !== undefined) regions.push({ CountryCode: country, SubdivisionCode: subdivision });
    regions.push({ CountryCode: country });
  }
  const around = country === undefined ? continent : (continentOf(country) ?? continent);
  if (around !== undefined) regions.push({ ContinentCode: around });
  return [...regions, { CountryCode: "*" }];
}

function isSameRegion(a: GeoLocation, b: GeoLocation): boolean {
  return (
    a.ContinentCode === b.ContinentCode &&
    a.CountryCode === b.CountryCode &&
    a.SubdivisionCode === b.SubdivisionCode
  );
}
