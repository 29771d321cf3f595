/** The data of a resource record as answers show it. */
import { canonicalName } from "./names";
import type { RecordType } from "./types";

/** A record's value, its domain names in canonical form: Route 53 stores them as they were typed. */
export function resourceData(type: RecordType, value: string): string {
  const positions = namePositions[type];
  if (!positions) return value;
  // The separators stay as they are: a NAPTR's strings may hold spaces.
  const tokens = value.trim().split(/(\s+)/);
  const names = new Set(positions.map((position) => (position < 0 ? tokens.length - 1 : 2 * position)));
  return tokens.map((token, at) => (names.has(at) ? canonicalName(token) : token)).join("");
}

/** Where the domain names stand among the words of a value; -1 is the last. */
const namePositions: Readonly<Partial<Record<RecordType, readonly number[]>>> = {
  CNAME: [0],
  NS: [0],
  PTR: [0],
  MX: [1],
  SRV: [3],
  SOA: [0, 1],
  NAPTR: [-1],
  HTTPS: [1],
  SVCB: [1],
};
