/** The contract of a routing policy: one file for each, and `routing.ts` says which one a group follows. */
import type { ResourceRecordSet } from "../types";

/** Where a client is, as far as Route 53 knows; nothing for an address that is not mapped. */
export interface Location {
  /** `AF`, `AN`, `AS`, `EU`, `NA`, `OC` or `SA`; follows from the country where that is given. */
  readonly continent?: string;
  /** ISO 3166-1 code. */
  readonly country?: string;
  /** Code of a subdivision of that country, such as a state of the US. */
  readonly subdivision?: string;
  /** The AWS region that gives this client the lowest latency. */
  readonly region?: string;
}

/** One of the ways in which a group answers, and how likely it is: a set, or several multivalue sets together. */
export interface Choice {
  readonly probability: number;
  readonly recordSets: readonly ResourceRecordSet[];
  /** How many of `recordSets` one response carries, where that is not all. */
  readonly choose?: number;
}

/**
 * Chooses among the candidates of a group, all of which count as healthy. No choice means that none of them is for
 * this client. The last resort is not the policy's matter: it is asked again, with the whole group.
 */
export type RoutingPolicy = (
  candidates: readonly ResourceRecordSet[],
  location: Location,
) => readonly Choice[];

/** Equal chances for each of the sets. */
export function equalChances(recordSets: readonly ResourceRecordSet[]): readonly Choice[] {
  return recordSets.map((recordSet) => ({ probability: 1 / recordSets.length, recordSets: [recordSet] }));
}
