import type { RoutingPolicy } from "./choice";
import { equalChances } from "./choice";

/**
 * Latency routing: the set of the region that answers this client fastest. AWS publishes no latencies, so only that
 * one region is known, and only if it is given: without it, or without a candidate there, each of the others is
 * held equally likely.
 * Source: developer guide, "Latency-based routing".
 */
export const latency: RoutingPolicy = (candidates, { region }) => {
  const fastest = candidates.filter((recordSet) => recordSet.Region === region);
  return equalChances(fastest.length > 0 ? fastest.slice(0, 1) : candidates);
};
