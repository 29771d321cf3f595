/** Preflight rules about the zone, its delegation and its answers. */
import { canonicalName } from "../../../route53/names";
import type { ResourceRecordSet } from "../../../route53/types";
import type { AwsTopology } from "../topology";
import type { DrillFacts } from "./facts";
import { inWhatIsSeen, type PlannedDrill, type PreflightRule } from "./rule";

/** The rules, in the order in which they are told. */
export function dnsRules(): PreflightRule[] {
  return [
    { id: "records-wired", breaches: recordsWired },
    { id: "ttl-as-configured", breaches: ttlAsConfigured },
    { id: "delegation", breaches: delegation },
    { id: "primary-answers", breaches: primaryAnswers },
  ];
}

/** The PRIMARY and SECONDARY record sets must be there and follow the checks that the drill will watch. */
function recordsWired({ zone }: DrillFacts, { topology }: PlannedDrill): readonly string[] {
  return inWhatIsSeen("The zone", zone, ({ recordSets }) =>
    topology.sites.flatMap(({ role, healthCheckId }) => {
      const failover = role === "primary" ? "PRIMARY" : "SECONDARY";
      const name = canonicalName(topology.record.name);
      const set = recordSets.find(({ Name, Failover }) => Name === name && Failover === failover);
      if (!set) return [`${name} has no ${failover} record set.`];
      const calculated = topology.operatorSwitch?.calculatedHealthCheckId;
      const expected = role === "primary" && calculated !== undefined ? calculated : healthCheckId;
      const found = set.HealthCheckId ?? "no check";
      return found === expected
        ? []
        : [`The ${failover} record set of ${name} follows ${found}, not ${expected}.`];
    }),
  );
}

function ttlAsConfigured({ zone }: DrillFacts, { topology }: PlannedDrill): readonly string[] {
  if ("unseen" in zone) return [];
  const { ttlSeconds } = topology.failoverBudget;
  return topology.sites.flatMap(({ recordName }) => {
    const found = ttlOf(zone.value.recordSets, recordName);
    if (found === ttlSeconds) return [];
    return [
      `${recordName} has ${found === undefined ? "no TTL" : `a TTL of ${found} s`}, not ${ttlSeconds} s.`,
    ];
  });
}

function ttlOf(recordSets: readonly ResourceRecordSet[], name: string): number | undefined {
  return recordSets.find(({ Name, Type }) => Name === canonicalName(name) && Type === "A")?.TTL;
}

/** Where the world cannot see the delegation from here, the zone's own servers still answer for it. */
function delegation(facts: DrillFacts, { topology }: PlannedDrill): readonly string[] {
  const { zone } = topology;
  const expected = sorted(zone.nameServers);
  const breach = (who: string, found: readonly string[]) =>
    sorted(found) === expected ? [] : [`${who} ${sorted(found)} for ${zone.name}, not ${expected}.`];
  const ofZone = inWhatIsSeen("The zone's name servers", facts.zoneNameServers, (found) =>
    breach("Route 53 names", found),
  );
  const ofWorld = "unseen" in facts.delegation ? [] : breach("Resolvers find", facts.delegation.value);
  return [...ofZone, ...ofWorld];
}

function sorted(names: readonly string[]): string {
  return names.map(canonicalName).sort().join(", ");
}

function primaryAnswers({ answers }: DrillFacts, { topology }: PlannedDrill): readonly string[] {
  const [{ publicIp }] = topology.sites;
  return answers.flatMap(({ server, resolution: { rcode, addresses } }) =>
    addresses.join() === publicIp ? [] : [answerBreach(server, addresses.join(", ") || rcode, topology)],
  );
}

function answerBreach(server: string, given: string, { record, sites }: AwsTopology): string {
  return `${server} answers ${given} for ${record.name}, not the primary's ${sites[0].publicIp}.`;
}
