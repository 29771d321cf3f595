/** The events of a drill of the sample shop, written by hand: no code of the project decides them. */
import type { RehearsalEvent } from "../../../rehearsal/events";

const addresses = { primary: "192.0.2.10", backup: "198.51.100.20" } as const;
type Role = keyof typeof addresses;

/** A server's answer. */
export const answer = (
  atSeconds: number,
  observer: "authoritative" | "resolver",
  server: string,
  role: Role,
) =>
  ({
    event: "answer",
    atSeconds,
    observer,
    server,
    name: "www.example.com.",
    type: "A",
    rcode: "NOERROR",
    addresses: [addresses[role]],
    wireTtlSeconds: 20,
  }) satisfies RehearsalEvent;
/** A new shopper's page. */
export const page = (atSeconds: number, site: Role) =>
  ({
    event: "page",
    atSeconds,
    startedAtSeconds: atSeconds,
    shopper: "fresh",
    isServed: true,
    site,
    detail: "HTTP 200",
  }) satisfies RehearsalEvent;
/** The primary's check. */
const check = (atSeconds: number, healthy: boolean) =>
  ({
    event: "check",
    atSeconds,
    checkId: "hc-primary",
    healthy,
    healthyCheckers: healthy ? 16 : 2,
    checkers: 16,
  }) satisfies RehearsalEvent;
/** One of its checkers. */
export const checker = (atSeconds: number, healthy: boolean) => {
  const who = { checkId: "hc-primary", region: "us-east-1", checker: "203.0.113.1" };
  return { event: "checker", atSeconds, ...who, healthy, reason: "" } satisfies RehearsalEvent;
};

/** A drill of kill-server: broken at 10 s, restored at 100 s. */
export function drilled(
  change: { lastNameServer?: number; resolver?: number; check?: number } = {},
): RehearsalEvent[] {
  return [
    answer(1, "authoritative", "ns-1", "primary"),
    answer(1, "authoritative", "ns-2", "primary"),
    answer(1, "resolver", "resolver", "primary"),
    page(2, "primary"),
    check(1, true),
    { event: "fault", atSeconds: 10, fault: "kill-server" },
    checker(15, false),
    check(change.check ?? 28, false),
    answer(33, "authoritative", "ns-1", "backup"),
    answer(change.lastNameServer ?? 34, "authoritative", "ns-2", "backup"),
    answer(change.resolver ?? 50, "resolver", "resolver", "backup"),
    page(51, "backup"),
    { event: "restore", atSeconds: 100, fault: "kill-server" },
    checker(105, true),
    check(111, true),
    answer(115, "authoritative", "ns-1", "primary"),
    answer(116, "authoritative", "ns-2", "primary"),
    answer(130, "resolver", "resolver", "primary"),
    page(131, "primary"),
  ];
}
