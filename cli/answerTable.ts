import type { Answer, Outcome, RecordSetRef } from "../route53/answer";
import type { Reply } from "./answerReply";
import { visible } from "./visibleText";

/** A reply for people: each outcome with its chance, its answers, and the record sets that led to them. */
export function replyTable({ name, type, outcomes }: Reply): string {
  const lines = outcomes.flatMap((outcome) => ["", ...outcomeLines(outcome)]);
  return `${[`${name} ${type}`, ...lines].join("\n")}\n`;
}

function outcomeLines(outcome: Outcome): string[] {
  const { probability, rcode, recordSets } = outcome;
  const chance = `${Number((100 * probability).toPrecision(4))} %`.padStart(9);
  const head = `${chance}  ${rcode.padEnd(10)}`;
  const [first = "", ...more] = [
    ...answerLines(outcome),
    ...recordSets.map((recordSet, at) => `${at === 0 ? "from" : "  ->"} ${titleOf(recordSet)}`),
  ];
  return [head + first, ...more.map((line) => " ".repeat(head.length) + line)];
}

function answerLines({ rcode, answers, recordSets, choose }: Outcome): string[] {
  if (rcode === "NXDOMAIN") return ["no such name"];
  if (rcode === "REFUSED") return ["not a name of this zone"];
  if (answers.length > 0) {
    const chosen = choose === undefined ? [] : [`${choose} of these, at random:`];
    return [...chosen, ...answers.map(answerLine)];
  }
  return [recordSets.at(-1)?.type === "NS" ? "a referral to other name servers" : "no data"];
}

function answerLine({ type, ttl, data }: Answer): string {
  return `${type} ${visible(data)}${ttl === null ? "" : `, TTL ${ttl} s`}`;
}

function titleOf({ name, type, setIdentifier }: RecordSetRef): string {
  return `${name} ${type}${setIdentifier === undefined ? "" : ` (${visible(setIdentifier)})`}`;
}
