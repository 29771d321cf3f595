/** The events of a rehearsal as rows of a timeline: who held or saw what, from when to when. */
import type { StackTopology } from "../../recording/topology";
import { checkersOf } from "../../rehearsal/checkers/checker";
import type { AnswerEvent, PageEvent, RehearsalEvent } from "../../rehearsal/events";
import { shopperKinds, type ShopperKind } from "../../rehearsal/shoppers/shopper";
import type { HealthCheck } from "../../route53/types";
import { checkLabel, primaryCheckId, probedChecks } from "../wiring";
import type { Report } from "./schema";

type Rows = Report["timeline"];

const observers: readonly AnswerEvent["observer"][] = ["authoritative", "resolver", "clamping"];

/** The rows, each a list of spans without gaps from its first event to the end; times rounded to a thousandth. */
export function timelineRows(
  events: readonly RehearsalEvent[],
  topology: StackTopology,
  endSeconds: number,
): Rows {
  const isPrimary = ({ Id }: HealthCheck) => Id === primaryCheckId(topology);
  const answers = events.filter((event) => event.event === "answer");
  const pages = events.filter((event) => event.event === "page");
  return {
    checks: probedChecks(topology)
      .toSorted((a, b) => Number(isPrimary(b)) - Number(isPrimary(a)))
      .map((check) => checkRows(events, topology, check, endSeconds)),
    answers: observers
      .filter((observer) => answers.some((answer) => answer.observer === observer))
      .map((observer) => answerRow(answers, topology, observer, endSeconds)),
    shoppers: shopperKinds
      .filter((kind) => pages.some(({ shopper }) => shopper === kind))
      .map((kind) => visitRow(pages, kind, endSeconds)),
  };
}

function checkRows(
  events: readonly RehearsalEvent[],
  topology: StackTopology,
  check: HealthCheck,
  endSeconds: number,
): Rows["checks"][number] {
  const ofCheck = events.filter((event) => "checkId" in event && event.checkId === check.Id);
  const states = ofCheck.filter((event) => event.event === "check");
  return {
    checkId: check.Id,
    label: checkLabel(topology, check.Id),
    checkers: checkersOf(check).map(({ name }) => checkerRow(ofCheck, name, endSeconds)),
    states: spans(
      states.map(({ atSeconds, healthy, healthyCheckers, checkers }) => ({
        fromSeconds: atSeconds,
        healthy,
        healthyCheckers,
        checkers,
      })),
      endSeconds,
    ),
  };
}

function checkerRow(
  ofCheck: readonly RehearsalEvent[],
  name: string,
  endSeconds: number,
): Rows["checks"][number]["checkers"][number] {
  const probes = ofCheck.filter((event) => event.event === "probe").filter(({ checker }) => checker === name);
  const opinions = ofCheck
    .filter((event) => event.event === "checker")
    .filter(({ checker }) => checker === name);
  return {
    name,
    probes: probes.map(({ startedAtSeconds, atSeconds, passed, reason }) => ({
      startedAtSeconds: toThousandths(startedAtSeconds),
      atSeconds: toThousandths(atSeconds),
      passed,
      reason,
    })),
    opinions: spans(
      opinions.map(({ atSeconds, healthy }) => ({ fromSeconds: atSeconds, healthy })),
      endSeconds,
    ),
  };
}

function answerRow(
  answers: readonly AnswerEvent[],
  topology: StackTopology,
  observer: AnswerEvent["observer"],
  endSeconds: number,
): Rows["answers"][number] {
  const seen = answers.filter((answer) => answer.observer === observer);
  return { observer, spans: answerSpans(seen, topology, endSeconds) };
}

/** What one who was asked answered, from when to when. */
export function answerSpans(
  answers: readonly AnswerEvent[],
  { sites }: Pick<StackTopology, "sites">,
  endSeconds: number,
): Rows["answers"][number]["spans"] {
  const seen = answers.map(({ atSeconds, rcode, addresses }) => {
    const site = sites.find(({ publicIp }) => publicIp === addresses.join());
    return { fromSeconds: atSeconds, rcode, addresses: [...addresses], site: site?.role ?? null };
  });
  return spans(seen, endSeconds);
}

/** What shoppers of a kind got. A page counts from when it came; one that never came from when the shopper set out. */
export function visitRow(
  pages: readonly PageEvent[],
  kind: ShopperKind,
  endSeconds: number,
): Rows["shoppers"][number] {
  const visits = pages
    .filter(({ shopper }) => shopper === kind)
    .toSorted((a, b) => a.startedAtSeconds - b.startedAtSeconds);
  const turns = visits.filter((visit, index) => {
    const before = visits[index - 1];
    return before?.isServed !== visit.isServed || before.site !== visit.site;
  });
  const runs = turns.map((turn, index) => {
    const next = turns[index + 1];
    const last = next === undefined ? visits.length : visits.indexOf(next);
    return {
      // Shoppers do not wait for each other: one who came later may have failed before.
      fromSeconds: turn.isServed
        ? Math.min(turn.atSeconds, next?.startedAtSeconds ?? Infinity)
        : turn.startedAtSeconds,
      isServed: turn.isServed,
      site: turn.site,
      visits: last - visits.indexOf(turn),
    };
  });
  return { kind, spans: spans(runs, endSeconds) };
}

/** Each state holds until the next one; the last until the end. Times rounded to a thousandth. */
export function spans<T extends { readonly fromSeconds: number }>(
  states: readonly T[],
  endSeconds: number,
): (T & { toSeconds: number })[] {
  return states.map((state, index) => ({
    ...state,
    fromSeconds: toThousandths(state.fromSeconds),
    toSeconds: toThousandths(states[index + 1]?.fromSeconds ?? endSeconds),
  }));
}

function toThousandths(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
