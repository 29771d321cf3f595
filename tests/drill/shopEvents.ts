/**
 * The events of a rehearsal of the sample shop, written by plain arithmetic: no code of the project decides them.
 *
 * 16 checkers a check; checker n of 0..15 starts its probes 0.6·n s after each full 10 s. Probes cost no time
 * (`kill-server`). The primary is broken at 40 s and restored at 100 s. Each checker needs two equal probes in a row,
 * so its opinions change at 0.6·n + 10, + 50 and + 110 s; the check turns with the 14th to leave (57.8 s) and with
 * the third to come home (111.2 s).
 */
import type {
  AnswerEvent,
  CheckEvent,
  CheckerEvent,
  PageEvent,
  ProbeEvent,
  RehearsalEvent,
} from "../../rehearsal/events";
import type { SiteRole } from "../../recording/topology";

/** Public addresses of the sample shop. */
export const addresses = { primary: "192.0.2.10", backup: "198.51.100.20" } as const;

export const faultSeconds = 40;
export const restoreSeconds = 100;
const endSeconds = 135;

const regions = [
  "us-east-1",
  "us-west-1",
  "us-west-2",
  "eu-west-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-northeast-1",
  "sa-east-1",
];

/** Names of the 16 checkers, in the order of their phases. */
export const checkerNames = regions.flatMap((region) => [`${region}-1`, `${region}-2`]);

/** The whole rehearsal, in the order in which it happens. */
export function shopEvents(): RehearsalEvent[] {
  const events: RehearsalEvent[] = [
    ...checkEvents(
      "hc-primary",
      (startSeconds) => startSeconds < faultSeconds || startSeconds >= restoreSeconds,
    ),
    ...checkEvents("hc-backup", () => true),
    ...pages("fresh", 76, 130.5),
    ...pages("pooled", 76, Infinity),
    ...pages("clamped", 85, Infinity),
    ...pages("forever", restoreSeconds, restoreSeconds),
    answer("authoritative", 0.1, "primary"),
    answer("resolver", 0.2, "primary"),
    answer("clamping", 0.3, "primary"),
    { event: "fault", atSeconds: faultSeconds, fault: "kill-server" },
    answer("authoritative", 61, "backup"),
    answer("resolver", 75.5, "backup"),
    answer("clamping", 84.5, "backup"),
    { event: "restore", atSeconds: restoreSeconds, fault: "kill-server" },
    answer("authoritative", 114.5, "primary"),
    answer("resolver", 130, "primary"),
  ];
  return events.sort((a, b) => a.atSeconds - b.atSeconds);
}

/** An answer at an observer, with the full TTL of 20 s at speed 10. */
export function answer(
  observer: AnswerEvent["observer"],
  atSeconds: number,
  site: SiteRole | "nobody",
  wireTtlSeconds = 2,
): AnswerEvent {
  const isAnswered = site !== "nobody";
  return {
    event: "answer",
    atSeconds,
    observer,
    name: "www.example.com.",
    type: "A",
    rcode: isAnswered ? "NOERROR" : "SERVFAIL",
    addresses: isAnswered ? [addresses[site]] : [],
    wireTtlSeconds: isAnswered ? wireTtlSeconds : null,
  };
}

/** A page that took 0.1 s; `site` null is a shopper who got none. */
export function page(
  shopper: PageEvent["shopper"],
  startedAtSeconds: number,
  site: SiteRole | null,
  atSeconds = startedAtSeconds + 0.1,
): PageEvent {
  const isServed = site !== null;
  const detail = isServed ? "HTTP 200" : "connect ECONNREFUSED";
  return { event: "page", atSeconds, startedAtSeconds, shopper, isServed, site, detail };
}

/** A probe that took no time. */
export function probe(checkId: string, checker: string, atSeconds: number, passed: boolean): ProbeEvent {
  return {
    event: "probe",
    atSeconds,
    startedAtSeconds: atSeconds,
    ...who(checkId, checker),
    passed,
    reason: reasonOf(passed),
  };
}

/** A checker's change of opinion. */
export function opinion(checkId: string, checker: string, atSeconds: number, healthy: boolean): CheckerEvent {
  return { event: "checker", atSeconds, ...who(checkId, checker), healthy, reason: reasonOf(healthy) };
}

/** A report on a check: healthy above 18 % of the checkers with an opinion, so from 3 of 16 on. */
export function report(
  checkId: string,
  atSeconds: number,
  healthyCheckers: number,
  checkers = 16,
): CheckEvent {
  return {
    event: "check",
    atSeconds,
    checkId,
    healthy: healthyCheckers / checkers > 0.18,
    healthyCheckers,
    checkers,
  };
}

function who(checkId: string, checker: string) {
  return { checkId, region: checker.slice(0, -2), checker };
}

function reasonOf(passed: boolean): string {
  return passed
    ? "Success: HTTP Status Code 200, OK"
    : "Failure: The connection was refused by the endpoint.";
}

function checkEvents(checkId: string, passes: (startSeconds: number) => boolean): RehearsalEvent[] {
  const opinions = new Map<string, boolean>();
  const rounds = Array.from({ length: 14 }, (_, round) => 10 * round);
  return rounds.flatMap((roundSeconds) =>
    checkerNames.flatMap((checker, n): RehearsalEvent[] => {
      const atSeconds = tenths(roundSeconds + 0.6 * n);
      if (atSeconds > endSeconds) return [];
      const passed = passes(atSeconds);
      const isSecond = roundSeconds > 0 && passes(atSeconds - 10) === passed;
      const probed = probe(checkId, checker, atSeconds, passed);
      if (!isSecond || opinions.get(checker) === passed) return [probed];
      opinions.set(checker, passed);
      const healthyCheckers = [...opinions.values()].filter(Boolean).length;
      return [
        probed,
        opinion(checkId, checker, atSeconds, passed),
        report(checkId, atSeconds, healthyCheckers, opinions.size),
      ];
    }),
  );
}

/** A page a second from the primary, none from the fault until the backup serves, and home at `homeSeconds`. */
function pages(shopper: PageEvent["shopper"], backupSeconds: number, homeSeconds: number): PageEvent[] {
  return Array.from({ length: endSeconds - 1 }, (_, index) => {
    const startSeconds = index + 0.5;
    const site = startSeconds < faultSeconds || startSeconds >= homeSeconds ? "primary" : "backup";
    const isDead = startSeconds >= faultSeconds && startSeconds < backupSeconds;
    return page(shopper, startSeconds, isDead ? null : site);
  });
}

function tenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
