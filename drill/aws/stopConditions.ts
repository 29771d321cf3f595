import type { AnswerEvent, RehearsalEvent } from "../../rehearsal/events";
import { siteCheckId } from "../../rehearsal/siteCheck";
import { latestCheck } from "../latest";
import { siteAddress } from "../wiring";
import type { Watched } from "./measured";

/**
 * Why a drill must end now, in a sentence; null while shoppers are in no danger. One failure is enough: while the primary
 * is broken nobody else serves them, and a drill that ends too early costs nothing.
 */
export function stopReason(
  events: readonly RehearsalEvent[],
  watched: Watched,
  brokenSeconds: number,
): string | null {
  return backupFailure(events, watched, brokenSeconds) ?? shopperFailure(events, watched, brokenSeconds);
}

function backupFailure(
  events: readonly RehearsalEvent[],
  { stack }: Pick<Watched, "stack">,
  brokenSeconds: number,
): string | null {
  const failed = events.findLast(
    (event) =>
      event.event === "direct" &&
      event.site === "backup" &&
      !event.passed &&
      event.startedAtSeconds >= brokenSeconds,
  );
  if (failed?.event === "direct") return `The backup has failed a direct probe: ${failed.reason}.`;
  const checkId = siteCheckId(stack, "backup");
  const check = checkId === null ? undefined : latestCheck(events, checkId);
  return check?.healthy === false ? "The backup's check has turned unhealthy." : null;
}

/** How old the last look at the backup may be when the primary is broken, in scenario seconds. */
const freshSeconds = 10;

/** Why the primary must not be broken now: nobody is sure that the backup serves; null when it does. */
export function backupTrouble(
  events: readonly RehearsalEvent[],
  { stack }: Pick<Watched, "stack">,
  nowSeconds: number,
): string | null {
  const isFresh = (event: RehearsalEvent) =>
    event.event === "direct" &&
    event.site === "backup" &&
    nowSeconds - event.startedAtSeconds <= freshSeconds;
  const last = events.findLast(isFresh);
  if (last?.event !== "direct") return `The backup has not been seen to serve for ${freshSeconds} s.`;
  return backupFailure(events, { stack }, last.startedAtSeconds);
}

/** Of the shoppers who were sent to the backup: those before were sent to the primary, which is broken on purpose. */
function shopperFailure(
  events: readonly RehearsalEvent[],
  { stack, resolvers }: Watched,
  brokenSeconds: number,
): string | null {
  const backup = siteAddress(stack, "backup");
  const answers = events.filter(
    (event): event is AnswerEvent =>
      event.event === "answer" && event.observer === "resolver" && event.server === resolvers[0],
  );
  const failed = events.find(
    (event) =>
      event.event === "page" &&
      !event.isServed &&
      event.startedAtSeconds >= brokenSeconds &&
      answers.findLast(({ atSeconds }) => atSeconds <= event.startedAtSeconds)?.addresses.join() === backup,
  );
  return failed?.event === "page" ? `A shopper at the backup gets no page: ${failed.detail}.` : null;
}
