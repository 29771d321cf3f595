/** What the observers saw last: the state of a scenario at the end of a list of events. */
import type {
  AnswerEvent,
  CheckEvent,
  CheckerEvent,
  PageEvent,
  ProbeEvent,
  RehearsalEvent,
} from "../rehearsal/events";
import type { SiteRole, StackTopology } from "../recording/topology";
import { siteAddress } from "./wiring";

/** The newest answer that the authoritative server or the resolver has given. */
export function latestAnswer(
  events: readonly RehearsalEvent[],
  observer: AnswerEvent["observer"],
): AnswerEvent | undefined {
  return events.findLast(
    (event): event is AnswerEvent => event.event === "answer" && event.observer === observer,
  );
}

/** The newest page, or failure, of the shopper that connects anew each time. */
export function latestFreshPage(events: readonly RehearsalEvent[]): PageEvent | undefined {
  return events.findLast((event): event is PageEvent => event.event === "page" && event.shopper === "fresh");
}

/** The newest state of a check; undefined while its checkers have no opinion. */
export function latestCheck(events: readonly RehearsalEvent[], checkId: string): CheckEvent | undefined {
  return events.findLast(
    (event): event is CheckEvent => event.event === "check" && event.checkId === checkId,
  );
}

/** Whether no check is known to be unhealthy. */
export function areChecksHealthy(
  events: readonly RehearsalEvent[],
  { healthChecks }: StackTopology,
): boolean {
  return healthChecks.every(({ Id }) => latestCheck(events, Id)?.healthy !== false);
}

/** How many checkers of a check have formed an opinion. */
export function checkersWithOpinion(events: readonly RehearsalEvent[], checkId: string): number {
  const opinions = events.filter(
    (event): event is CheckerEvent => event.event === "checker" && event.checkId === checkId,
  );
  return new Set(opinions.map(({ checker }) => checker)).size;
}

/** Why the newest failing probe of a check failed. */
export function latestFailureReason(events: readonly RehearsalEvent[], checkId: string): string | undefined {
  return events.findLast(
    (event): event is ProbeEvent => event.event === "probe" && event.checkId === checkId && !event.passed,
  )?.reason;
}

/** Whether the authoritative server, the resolver and a new shopper are all at one site. */
export function isServedBy(
  events: readonly RehearsalEvent[],
  topology: StackTopology,
  role: SiteRole,
): boolean {
  const address = siteAddress(topology, role);
  const page = latestFreshPage(events);
  return (
    latestAnswer(events, "authoritative")?.addresses.join() === address &&
    latestAnswer(events, "resolver")?.addresses.join() === address &&
    page?.isServed === true &&
    page.site === role
  );
}
