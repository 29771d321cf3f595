/** Tells which answers of a zone have changed with the health of its checks. */
import { indexZone, type Outcome } from "../../route53/answer";
import { aliasedGroup } from "../../route53/aliasChains";
import type { Zone } from "../../route53/types";
import { ZoneError } from "../../route53/zoneError";
import type { Group, ZoneIndex } from "../../route53/zoneIndex";
import type { Clock } from "../clock";
import type { Rules } from "../rules";
import type { AnswerChangeEvent } from "./events";

/** What a watch works with. */
export interface AnswerWatchOptions {
  readonly zone: Zone;
  readonly isHealthy: (healthCheckId: string) => boolean;
  readonly rules: Pick<Rules, "answer">;
  readonly clock: Clock;
  readonly onEvent: (event: AnswerChangeEvent) => void;
}

/**
 * Notes every answer that depends on a health check. Each call of what it returns compares them with those of the call
 * before and reports the ones that differ. An answer that the rules refuse to give is left out.
 */
export function watchAnswers({ zone, isHealthy, rules, clock, onEvent }: AnswerWatchOptions): () => void {
  const index = indexZone(zone);
  const questions = questionsByHealth(index);
  const outcomesOf = (question: Question): readonly Outcome[] => {
    try {
      return rules.answer(index, isHealthy, question);
    } catch (error) {
      if (error instanceof ZoneError) return [];
      throw error;
    }
  };
  const seen = new Map(questions.map((question) => [question, JSON.stringify(outcomesOf(question))]));

  return () => {
    for (const question of questions) {
      const outcomes = outcomesOf(question);
      const now = JSON.stringify(outcomes);
      if (now === seen.get(question)) continue;
      seen.set(question, now);
      onEvent({ event: "answer", atSeconds: clock.nowSeconds(), ...question, outcomes });
    }
  };
}

interface Question {
  readonly name: string;
  readonly type: string;
}

function questionsByHealth(index: ZoneIndex): Question[] {
  const known = new Map<Group, boolean>();
  const dependsOnHealth = (group: Group): boolean => {
    const before = known.get(group);
    if (before !== undefined) return before;
    const depends = group.some((recordSet) => {
      const target = aliasedGroup(recordSet, index);
      return recordSet.HealthCheckId !== undefined || (target !== undefined && dependsOnHealth(target));
    });
    known.set(group, depends);
    return depends;
  };
  return [...index.groups.values()]
    .filter(dependsOnHealth)
    .map(([{ Name: name, Type: type }]) => ({ name, type }));
}
