/**
 * Something that a rehearsal or drill shows to be wrong. Seconds are scenario seconds; a finding that has measured
 * ones is a matter of timing, which a machine too slow for the schedule can cause by itself.
 */
export interface Finding {
  /** What it breaks: an id that stays the same between versions, such as `failover-resolver-late`. */
  readonly rule: string;
  /** One sentence for people. */
  readonly message: string;
  readonly limitSeconds?: number;
  readonly measuredSeconds?: number;
}

/** One finding for all breaches of one rule, told by the first of them; none when there is no breach. */
export function findingOf(rule: string, breaches: readonly string[]): Finding[] {
  const [first] = breaches;
  if (first === undefined) return [];
  return [
    { rule, message: breaches.length === 1 ? first : `${first} (And ${breaches.length - 1} more like it.)` },
  ];
}
