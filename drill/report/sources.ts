/** Where each figure of a report is from: the rule behind the prediction, the event behind the measurement. */
import { observerPeriodSeconds } from "../../rehearsal/observer";
import { connectLimitSeconds } from "../../rehearsal/shoppers/page";
import { visitPeriodSeconds } from "../../rehearsal/shoppers/shopper";
import { probeLimits } from "../../route53/probe";
import type { FaultKind } from "../../rehearsal/faults/fault";
import type { MilestoneName } from "../milestones";

const guide = "Route 53 developer guide";

/** What a predicted figure follows from, in seconds after the fault or the restore. */
export function predictedFrom(milestone: MilestoneName, failureKind: FaultKind): string {
  return failureKind === "inverted" && milestone === "checkSeconds" ? invertedFrom : rules[milestone];
}

const invertedFrom =
  "No probe decides it: Inverted turns the status that the checkers' opinions give, as soon as it is set " +
  "(API UpdateHealthCheck, Inverted).";

const rules: Readonly<Record<MilestoneName, string>> = {
  firstProbeSeconds:
    "The checkers' phases, evenly spread over one cycle of probes, and what such a probe costs " +
    `(${guide}, How Amazon Route 53 determines whether a health check is healthy: up to ` +
    `${probeLimits.connectSeconds} s to connect).`,
  checkSeconds:
    "failureThreshold probes in a row by so many checkers that the healthy ones are 18 % or fewer, or more than " +
    `18 % again (${guide}, the same page; API HealthCheckConfig, RequestInterval and FailureThreshold).`,
  authoritativeSeconds:
    "The row above and aggregationSeconds: an assumption, for AWS does not publish how long the checkers' verdict " +
    "takes to reach the name servers.",
  resolverSeconds:
    "The row above and the time that the old answer may stay in the cache: half of the TTL on average, all of it and " +
    "one second of rounding at worst (RFC 1035, section 3.2.1).",
  shopperSeconds:
    `The row above and the shopper's own rhythm: a visit every ${visitPeriodSeconds} s, and up to ` +
    `${connectLimitSeconds} s for a connection that does not come about.`,
};

/** Which event of the rehearsal gives the measured figure. */
export const measuredFrom: Readonly<Record<MilestoneName, string>> = {
  firstProbeSeconds: "The end of the first probe of the primary with the new result.",
  checkSeconds: "The first report of the primary's check in its new state.",
  authoritativeSeconds: `The first new answer of the authoritative name server, asked every ${observerPeriodSeconds} s.`,
  resolverSeconds: `The first new answer of the caching resolver, asked every ${observerPeriodSeconds} s.`,
  shopperSeconds: "The first page from the new site over a new connection.",
};
