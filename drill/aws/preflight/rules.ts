import type { Finding } from "../../finding";
import { backupRules } from "./backupRules";
import { dnsRules } from "./dnsRules";
import type { DrillFacts } from "./facts";
import { pairRules } from "./pairRules";
import type { PlannedDrill, PreflightRule } from "./rule";

/** Every rule, in the order in which they are told. */
export const preflightRules: readonly PreflightRule[] = [...pairRules(), ...backupRules(), ...dnsRules()];

/** All that speaks against the drill, but for the rules that whoever drills has accepted by their ids. */
export function preflightFindings(
  facts: DrillFacts,
  planned: PlannedDrill,
  accepted: readonly string[] = [],
): Finding[] {
  return preflightRules
    .filter(({ id }) => !accepted.includes(id))
    .flatMap(({ id, breaches }) => breaches(facts, planned).map((message) => ({ rule: id, message })));
}
