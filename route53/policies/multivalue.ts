import type { RoutingPolicy } from "./choice";

/** The most record sets that one multivalue response carries. */
const mostRecordSets = 8;

/** Multivalue answer routing: up to eight of the candidates. Source: developer guide, "Multivalue answer routing". */
export const multivalue: RoutingPolicy = (candidates) => {
  if (candidates.length === 0) return [];
  const choose = candidates.length > mostRecordSets && { choose: mostRecordSets };
  return [{ probability: 1, recordSets: candidates, ...choose }];
};
