/** Where everyone is in a drill: what it waits for on both ways. */
import type { SiteRole } from "../../recording/topology";
import type { AnswerEvent, RehearsalEvent } from "../../rehearsal/events";
import { recordCheckId } from "../../rehearsal/siteCheck";
import { latestCheck, latestFreshPage } from "../latest";
import { siteAddress } from "../wiring";
import type { Watched } from "./measured";

/** Whether every name server and resolver answers with one site, a new shopper is served by it, and the check agrees. */
export function isEveryoneAt(events: readonly RehearsalEvent[], watched: Watched, role: SiteRole): boolean {
  return strays(events, watched, role).length === 0;
}

/** What is not yet, or no longer, at one site: a sentence each. */
export function strays(events: readonly RehearsalEvent[], watched: Watched, role: SiteRole): string[] {
  const { stack, nameServers, resolvers } = watched;
  const address = siteAddress(stack, role);
  const ofServers = (observer: AnswerEvent["observer"], servers: readonly string[]) =>
    servers.flatMap((server) => {
      const answer = latestAnswerOf(events, observer, server);
      if (answer?.addresses.join() === address) return [];
      const given = answer ? answer.addresses.join(", ") || answer.rcode : "nothing yet";
      return [`${server} answers ${given}, not the ${role}'s ${address}.`];
    });
  const page = latestFreshPage(events);
  const isServed = page?.isServed === true && page.site === role;
  const check = latestCheck(events, recordCheckId(stack, "primary") ?? "");
  const isDue = role === "primary";
  return [
    ...ofServers("authoritative", nameServers),
    ...ofServers("resolver", resolvers),
    ...(isServed ? [] : [`A new shopper is not served by the ${role}${page ? `: ${page.detail}` : ""}.`]),
    ...(check?.healthy === isDue ? [] : [`The PRIMARY's check is not ${isDue ? "healthy" : "unhealthy"}.`]),
  ];
}

/** The newest answer of one server. */
export function latestAnswerOf(
  events: readonly RehearsalEvent[],
  observer: AnswerEvent["observer"],
  server: string,
): AnswerEvent | undefined {
  return events.findLast(
    (event): event is AnswerEvent =>
      event.event === "answer" && event.observer === observer && event.server === server,
  );
}
