import { checkersOf } from "../rehearsal/checkers/checker";
import type { AnswerEvent, RehearsalEvent } from "../rehearsal/events";
import type { StackTopology } from "../recording/topology";
import type { HealthCheck } from "../route53/types";
import {
  checkersWithOpinion,
  latestAnswer,
  latestCheck,
  latestFailureReason,
  latestFreshPage,
} from "./latest";
import { checkLabel, hostName, probedChecks, siteAddress } from "./wiring";

/**
 * What keeps the stack from being whole before a fault, a sentence each; none when the baseline holds: every checker
 * has an opinion, every check is healthy, the authoritative server and the resolver answer with the primary, and a
 * new shopper is served by it.
 */
export function baselineProblems(events: readonly RehearsalEvent[], topology: StackTopology): string[] {
  return [
    ...probedChecks(topology).flatMap((check) => checkProblems(events, topology, check)),
    ...answerProblems(events, topology, "authoritative", "The authoritative server"),
    ...answerProblems(events, topology, "resolver", "The resolver"),
    ...shopperProblems(events),
  ];
}

function checkProblems(
  events: readonly RehearsalEvent[],
  topology: StackTopology,
  check: HealthCheck,
): string[] {
  const label = checkLabel(topology, check.Id);
  const checkers = checkersOf(check).length;
  const withOpinion = checkersWithOpinion(events, check.Id);
  const state = latestCheck(events, check.Id);
  const problems: string[] = [];
  if (withOpinion < checkers) {
    problems.push(`Only ${withOpinion} of ${checkers} checkers of ${label} have an opinion.`);
  }
  if (state?.healthy === false) {
    const votes = `${state.healthyCheckers} of ${state.checkers} checkers pass`;
    const reason = latestFailureReason(events, check.Id);
    const because = reason === undefined ? "" : ` The latest reason: ${reason}`;
    problems.push(`${sentence(label)} is unhealthy: ${votes}.${because}`);
  }
  return problems;
}

function answerProblems(
  events: readonly RehearsalEvent[],
  topology: StackTopology,
  observer: AnswerEvent["observer"],
  who: string,
): string[] {
  const name = hostName(topology);
  const expected = siteAddress(topology, "primary");
  const answer = latestAnswer(events, observer);
  if (answer === undefined) return [`${who} has not answered for ${name}.`];
  if (answer.addresses.join() === expected) return [];
  const given = answer.addresses.join(", ") || answer.rcode;
  return [`${who} answers ${given} for ${name}, not the primary's ${expected}.`];
}

function shopperProblems(events: readonly RehearsalEvent[]): string[] {
  const page = latestFreshPage(events);
  if (page === undefined) return ["No shopper has asked for a page."];
  if (!page.isServed) return [`A new shopper gets no page: ${page.detail}.`];
  if (page.site === "primary") return [];
  const site = page.site === null ? "a site that does not name itself" : `the ${page.site}`;
  return [`A new shopper is served by ${site}, not by the primary.`];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
