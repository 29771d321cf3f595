/** Small zones written by hand, and answers in the shape that a table can hold. */
import { answer, indexZone, type AnswerOptions, type Outcome } from "../../route53/answer";
import type { ResourceRecordSet, Zone } from "../../route53/types";

export const zoneId = "Z0123456789EXAMPLE";

/** The zone example.com with these record sets. */
export function zoneOf(...recordSets: ResourceRecordSet[]): Zone {
  return { id: zoneId, name: "example.com.", recordSets };
}

/** An A record set of example.com with one address; what else it says comes last. */
export function address(
  label: string,
  value: string,
  more: Partial<ResourceRecordSet> = {},
): ResourceRecordSet {
  return { Name: `${label}.example.com.`, Type: "A", TTL: 60, ResourceRecords: [{ Value: value }], ...more };
}

/** An A alias of example.com to another of its names, whose health counts. */
export function alias(
  label: string,
  target: string,
  more: Partial<ResourceRecordSet> = {},
): ResourceRecordSet {
  return {
    Name: `${label}.example.com.`,
    Type: "A",
    AliasTarget: { HostedZoneId: zoneId, DNSName: `${target}.example.com.`, EvaluateTargetHealth: true },
    ...more,
  };
}

/** The same alias, but its target's health does not count. */
export function blindAlias(
  label: string,
  target: string,
  more: Partial<ResourceRecordSet> = {},
): ResourceRecordSet {
  const set = alias(label, target, more);
  return {
    ...set,
    AliasTarget: { HostedZoneId: zoneId, DNSName: `${target}.example.com.`, EvaluateTargetHealth: false },
  };
}

/** What `label`.example.com answers to a question for A while the named checks, and only they, are unhealthy. */
export function asked(
  zone: Zone,
  label: string,
  unhealthy: readonly string[] = [],
  options: AnswerOptions = {},
): Outcome[] {
  const question = { name: `${label}.example.com`, type: "A" };
  return answer(indexZone(zone), (id) => !unhealthy.includes(id), question, options);
}

/** Outcomes as `data` or `data,data`, each with its share where it is not certain: `1.1.1.1 75%`. */
export function shares(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.map(({ probability, answers }) => {
    const data = answers.map((record) => record.data).join(",");
    return probability === 1 ? data : `${data} ${Math.round(probability * 10_000) / 100}%`;
  });
}
