/**
 * What Route 53's name servers answer to a question: every possible outcome, for one state of health.
 *
 *   question -> name or wildcard -> group of the type, else of CNAME -> its routing policy -> values
 *                                     ^                                      |
 *                                     '--------------- alias ----------------'
 */
import { aliasedGroup, isAliasWithin } from "./aliasChains";
import { lookUp } from "./lookup";
import { canonicalName } from "./names";
import type { Choice, Location } from "./policies/choice";
import { resourceData } from "./resourceData";
import { selection } from "./selection";
import type { AliasTarget, RecordType, ResourceRecordSet } from "./types";
import { ZoneError } from "./zoneError";
import type { Group, ZoneIndex } from "./zoneIndex";

export type { Location } from "./policies/choice";
export type { ZoneIndex } from "./zoneIndex";
export { indexZone } from "./zoneIndex";

/** A DNS question; the name may be written in any case, with or without its final dot. */
export interface Question {
  readonly name: string;
  readonly type: string;
}

/** One resource record of an answer. An alias to something outside the zone shows as `ALIAS`, its target and no TTL. */
export interface Answer {
  readonly name: string;
  readonly type: RecordType | "ALIAS";
  readonly ttl: number | null;
  readonly data: string;
}

/** A record set that an answer went through. */
export interface RecordSetRef {
  readonly name: string;
  readonly type: RecordType;
  readonly setIdentifier?: string;
}

/** One possible response. */
export interface Outcome {
  /** More than 0, at most 1. */
  readonly probability: number;
  readonly rcode: "NOERROR" | "NXDOMAIN" | "REFUSED";
  /** A set, sorted by data. None with NOERROR means no data of this type; or a delegation, if `recordSets` is its NS set. */
  readonly answers: readonly Answer[];
  /** From the name asked for down to the set, or the multivalue sets, that answered. */
  readonly recordSets: readonly RecordSetRef[];
  /** How many multivalue sets one response carries, chosen at random, where `answers` lists more. */
  readonly choose?: number;
}

/** The client, and the health of alias targets outside the zone by canonical name; not mapped and healthy if left out. */
export interface AnswerOptions {
  readonly location?: Location;
  readonly targetHealth?: (targetName: string) => boolean;
}

/**
 * Every outcome of a question, most probable first; the probabilities add up to 1. Throws ZoneError where the answer
 * depends on a routing policy that is not modelled, or has more than 10,000 outcomes.
 */
export function answer(
  index: ZoneIndex,
  isHealthy: (healthCheckId: string) => boolean,
  question: Question,
  { location = {}, targetHealth = () => true }: AnswerOptions = {},
): Outcome[] {
  const name = canonicalName(question.name);
  const found = lookUp(index, name, question.type);
  switch (found.kind) {
    case "outside":
      return [without("REFUSED")];
    case "noName":
      return [without("NXDOMAIN")];
    case "noData":
      return [without("NOERROR")];
    case "delegation":
      return [{ ...without("NOERROR"), recordSets: found.group.map(refOf) }];
    case "group": {
      const choicesOf = selection(index, { isHealthy, targetHealth, location });
      const outcomes = outcomesOf(found.group, { index, name, choicesOf });
      return outcomes.sort((a, b) => b.probability - a.probability);
    }
  }
}

function without(rcode: Outcome["rcode"]): Outcome {
  return { probability: 1, rcode, answers: [], recordSets: [] };
}

interface Asking {
  readonly index: ZoneIndex;
  readonly name: string;
  readonly choicesOf: (group: Group) => readonly Choice[];
}

/** The most outcomes listed for one question: nested weighted groups multiply. */
const mostOutcomes = 10_000;

function outcomesOf(group: Group, asking: Asking): Outcome[] {
  const outcomes: Outcome[] = [];

  const follow = (current: Group, path: readonly RecordSetRef[], probability: number): void => {
    const choices = asking.choicesOf(current);
    if (choices.length === 0) outcomes.push({ ...without("NOERROR"), probability, recordSets: path });
    for (const choice of choices) {
      const recordSets = [...path, ...choice.recordSets.map(refOf)];
      const chance = probability * choice.probability;
      const target = targetGroup(choice, asking.index);
      if (target) {
        follow(target, recordSets, chance);
      } else {
        const { choose } = choice;
        const answers = answersOf(choice.recordSets, asking);
        outcomes.push({
          probability: chance,
          rcode: "NOERROR",
          answers,
          recordSets,
          ...(choose && { choose }),
        });
      }
      if (outcomes.length > mostOutcomes) throw tooMany(asking.name);
    }
  };

  follow(group, [], 1);
  return outcomes;
}

function tooMany(name: string): ZoneError {
  return new ZoneError([`${name}: more than ${mostOutcomes} possible outcomes.`]);
}

/** The group that a chosen alias leads to, if it lies in the zone. A multivalue set is never an alias. */
function targetGroup({ recordSets }: Choice, index: ZoneIndex): Group | undefined {
  const [alias] = recordSets;
  return alias && aliasedGroup(alias, index);
}

/** An alias set answers under the name asked for and its target's TTL; it never shows. */
function answersOf(recordSets: readonly ResourceRecordSet[], asking: Asking): Answer[] {
  const { index, name } = asking;
  const byData = new Map<string, Answer>();
  for (const {
    Type: type,
    TTL: ttl = null,
    ResourceRecords: records = [],
    AliasTarget: target,
  } of recordSets) {
    for (const { Value: value } of records) {
      const data = resourceData(type, value);
      byData.set(data, { name, type, ttl, data });
    }
    if (target && !isAliasWithin(target, index)) byData.set(target.DNSName, aliasAnswer(name, target));
  }
  return [...byData.values()].sort((a, b) => (a.data < b.data ? -1 : 1));
}

function aliasAnswer(name: string, { DNSName: data }: AliasTarget): Answer {
  return { name, type: "ALIAS", ttl: null, data };
}

function refOf({ Name: name, Type: type, SetIdentifier: setIdentifier }: ResourceRecordSet): RecordSetRef {
  return { name, type, ...(setIdentifier !== undefined && { setIdentifier }) };
}
