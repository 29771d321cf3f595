/** Answers questions about one zone as Route 53's name servers do: by its rules, from the health that they see now. */
import type { Answer, HInfoAnswer } from "dns-packet";
import type { Answer as ZoneAnswer, Outcome } from "../../route53/answer";
import { indexZone } from "../../route53/answer";
import type { ResourceRecordSet, Zone } from "../../route53/types";
import { drawFraction } from "../seed";
import type { Rules } from "../rules";
import type { Responder } from "./message";
import { wireRecord } from "./recordData";
import { referralTo } from "./referral";

/** What the answers of a zone depend on. */
export interface ZoneResponderOptions {
  readonly zone: Zone;
  readonly isHealthy: (healthCheckId: string) => boolean;
  readonly rules: Pick<Rules, "answer" | "wireTtlSeconds">;
  readonly speed: number;
  readonly seed: number;
}

/** Throws ZoneError for a zone that cannot be served. */
export function zoneResponder(options: ZoneResponderOptions): Responder {
  const { rules, speed, seed, isHealthy } = options;
  const zone = withApexRecords(options.zone);
  const index = indexZone(zone);
  const wireTtl = (ttlSeconds: number): number => rules.wireTtlSeconds(ttlSeconds, speed);
  const soa = startOfAuthority(zone, wireTtl);
  let asked = 0;

  return ({ name, type: wireType }) => {
    asked += 1;
    const type = newerTypes[wireType] ?? wireType;
    const draw = (...drawnFor: readonly (string | number)[]): number =>
      drawFraction(seed, "answer", asked, ...drawnFor);
    const outcome = drawnOutcome(rules.answer(index, isHealthy, { name, type }), draw("outcome"));
    const delegation = delegationOf(outcome);
    if (delegation !== undefined) return referralTo(index, delegation, wireTtl);
    const isOnlyName = outcome.rcode === "NOERROR" && outcome.answers.length === 0;
    if (type === "ANY" && isOnlyName)
      return { rcode: "NOERROR", answers: [answerToAny(name, wireTtl(3600))] };
    const answers = inDrawnOrder(outcome.answers, draw).slice(0, outcome.choose);
    return {
      rcode: outcome.rcode,
      answers: answers.map(({ type: answerType, ttl, data }) => {
        if (ttl === null) throw new Error(`${name} is an alias to ${data}, which is not part of this zone.`);
        // The name goes back in the letters of the question.
        return wireRecord({ name, ttl: wireTtl(ttl) }, answerType, data);
      }),
      authorities: answers.length === 0 && outcome.rcode !== "REFUSED" ? [soa] : [],
    };
  };
}

/** The types that are newer than the codec. */
const newerTypes: Readonly<Record<string, string>> = { UNKNOWN_64: "SVCB", UNKNOWN_65: "HTTPS" };

/** The delegated name where others have authority over the name asked for. */
function delegationOf({ answers, recordSets }: Outcome): string | undefined {
  const last = recordSets.at(-1);
  return answers.length === 0 && last?.type === "NS" ? last.name : undefined;
}

/** To ANY there is one short answer, of no use for an amplified attack (RFC 8482 section 4.2). */
function answerToAny(name: string, ttl: number): HInfoAnswer {
  return { type: "HINFO", name, ttl, data: { cpu: "RFC8482", os: "" } };
}

/** Picks by a fraction from 0 to 1, in proportion to the probabilities. */
function drawnOutcome(outcomes: readonly Outcome[], fraction: number): Outcome {
  let passed = 0;
  const drawn = outcomes.find(({ probability }) => fraction < (passed += probability)) ?? outcomes.at(-1);
  if (!drawn) throw new Error("Route 53's rules give no outcome.");
  return drawn;
}

/** Route 53 gives the values of a set in random order. */
function inDrawnOrder(answers: readonly ZoneAnswer[], draw: (at: number) => number): readonly ZoneAnswer[] {
  const places = new Map(answers.map((each, at) => [each, draw(at)]));
  return answers.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

const nameServer = "ns.rehearsal.invalid.";

/**
 * The zone with the SOA and NS sets that Route 53 makes for every zone; a recorded program does not declare them.
 * Source: developer guide, "NS and SOA records that Amazon Route 53 creates for a public hosted zone".
 */
function withApexRecords(zone: Zone): Zone {
  const has = (type: string): boolean =>
    zone.recordSets.some((set) => set.Type === type && set.Name === zone.name);
  const soa = `${nameServer} awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400`;
  const made: ResourceRecordSet[] = [
    { Name: zone.name, Type: "SOA", TTL: 900, ResourceRecords: [{ Value: soa }] },
    { Name: zone.name, Type: "NS", TTL: 172_800, ResourceRecords: [{ Value: nameServer }] },
  ];
  return { ...zone, recordSets: [...zone.recordSets, ...made.filter(({ Type }) => !has(Type))] };
}

/** The SOA of negative answers; its TTL is the lesser of its own and its last number (RFC 2308 section 3). */
function startOfAuthority(zone: Zone, wireTtl: (ttlSeconds: number) => number): Answer {
  const set = zone.recordSets.find(({ Type, Name }) => Type === "SOA" && Name === zone.name);
  const value = set?.ResourceRecords?.[0]?.Value ?? "";
  const minimum = Number(value.split(/\s+/).at(-1));
  return wireRecord({ name: zone.name, ttl: wireTtl(Math.min(set?.TTL ?? 0, minimum)) }, "SOA", value);
}
