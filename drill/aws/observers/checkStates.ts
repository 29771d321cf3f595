import { healthOfChecks, type Observation } from "../../../route53/healthCheck";
import type { CheckerReport, CheckSight, ObserverOptions } from "./ports";
import { oneByOne } from "./steadily";

/** How often Route 53's API is asked, in scenario seconds: it takes 5 requests a second of a whole account. */
export const apiPeriodSeconds = 5;

/**
 * Reads what the checkers of each check report, and derives the checks' states by Route 53's rules from that and from
 * how they are configured at that moment. Reports each checker that says something else than before, and each check
 * whose state or count differs. What cannot be read is read again in the next round.
 */
export async function runCheckStates(options: ObserverOptions): Promise<void> {
  const { topology, clock, signal, sights } = options;
  const ids = drilledCheckIds(topology);
  const seen = new Map<string, string>();
  await oneByOne({ clock, signal, periodSeconds: apiPeriodSeconds }, async () => {
    const checks = await sights.readChecks(ids).catch(() => null);
    if (checks === null || signal.aborted) return;
    for (const sight of checks) tellCheckers(sight, seen, options);
    const isHealthy = healthOf(checks);
    for (const sight of checks) tellCheck(sight, isHealthy(sight.check.Id), seen, options);
  });
}

/** The checks that decide the answers: those of the sites, and with a switch its own and the calculated one. */
export function drilledCheckIds({ sites, operatorSwitch }: ObserverOptions["topology"]): string[] {
  const ofSwitch = operatorSwitch
    ? [operatorSwitch.healthCheckId, operatorSwitch.calculatedHealthCheckId]
    : [];
  return [...sites.map(({ healthCheckId }) => healthCheckId), ...ofSwitch];
}

/** The state of each check, by its id, as Route 53's rules derive it from the checkers' reports. */
export function healthOf(checks: readonly CheckSight[]): (healthCheckId: string) => boolean {
  const observed = checks.map(({ check, reports }): [string, Observation] => [
    check.Id,
    { kind: "checkers", healthyCheckers: countHealthy(reports), checkersWithOpinion: reports.length },
  ]);
  return healthOfChecks(checks.map(({ check }) => check))(new Map(observed));
}

/** Source: API StatusReport, Status: it begins with `Success` or `Failure`. */
function isSuccess({ status }: CheckerReport): boolean {
  return status.startsWith("Success");
}

function countHealthy(reports: readonly CheckerReport[]): number {
  return reports.filter(isSuccess).length;
}

function tellCheckers(
  { check, reports }: CheckSight,
  seen: Map<string, string>,
  { clock, onEvent }: ObserverOptions,
): void {
  for (const report of reports) {
    const { region, ipAddress: checker, status: reason } = report;
    const healthy = isSuccess(report);
    if (!isNews(seen, `${check.Id} ${region} ${checker}`, String(healthy))) continue;
    const who = { checkId: check.Id, region, checker };
    onEvent({ event: "checker", atSeconds: clock.nowSeconds(), ...who, healthy, reason });
  }
}

function tellCheck(
  { check, reports }: CheckSight,
  healthy: boolean,
  seen: Map<string, string>,
  { clock, onEvent }: ObserverOptions,
): void {
  const votes = { healthyCheckers: countHealthy(reports), checkers: reports.length };
  if (!isNews(seen, check.Id, JSON.stringify([healthy, votes]))) return;
  onEvent({ event: "check", atSeconds: clock.nowSeconds(), checkId: check.Id, healthy, ...votes });
}

function isNews(seen: Map<string, string>, key: string, now: string): boolean {
  const before = seen.get(key);
  seen.set(key, now);
  return now !== before;
}
