/** How exactly a rehearsal can measure: what it grants to its own instruments, in scenario seconds. */
import { observerPeriodSeconds } from "../rehearsal/observer";
import { probeLimits } from "../route53/probe";
import type { MilestoneName } from "./milestones";

/**
 * The event-loop lag up to which the machine keeps the schedule: 20 % of the limit with which every probe begins, that
 * on connecting.
 */
export const acceptedLagSeconds = 0.2 * probeLimits.connectSeconds;

/**
 * What a milestone may be off without being wrong: the accepted lag, and where an observer polls for it, one of its
 * periods. (The shopper's own period and connect limit are part of what is predicted for it.)
 */
export function toleranceSeconds(milestone: MilestoneName): number {
  const isPolled = milestone === "authoritativeSeconds" || milestone === "resolverSeconds";
  return acceptedLagSeconds + (isPolled ? observerPeriodSeconds : 0);
}
