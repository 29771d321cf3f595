import { healthOfChecks } from "../../../route53/healthCheck";
import { hasPassed, observationOf } from "../checkerReport";
import type { CheckSight, ObserverOptions } from "./ports";
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
  const heard = new Map<string, CheckSight["reports"]>();
  await oneByOne({ clock, signal, periodSeconds: apiPeriodSeconds }, async () => {
    const read = await sights.readChecks(ids).catch(() => null);
    if (read === null || signal.aborted) return;
    const checks = read.map((sight) => withLastWord(sight, heard));
    for (const sight of checks) tellCheckers(sight, seen, options);
    const isHealthy = healthOf(checks);
    for (const sight of checks) tellCheck(sight, isHealthy(sight.check.Id), seen, options);
  });
}

/** Checkers that say nothing have not changed their minds: a check without any would be taken for healthy. */
function withLastWord(sight: CheckSight, heard: Map<string, CheckSight["reports"]>): CheckSight {
  const { check, reports } = sight;
  if (reports.length === 0) return { check, reports: heard.get(check.Id) ?? [] };
  heard.set(check.Id, reports);
  return sight;
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
  const observed = checks.map(
    ({ check, reports }) => [check.Id, observationOf(reports, check.HealthCheckConfig)] as const,
  );
  return healthOfChecks(checks.map(({ check }) => check))(new Map(observed));
}

function tellCheckers(
  { check, reports }: CheckSight,
  seen: Map<string, string>,
  { clock, onEvent }: ObserverOptions,
): void {
  for (const report of reports) {
    const { region, ipAddress: checker, status: reason } = report;
    const healthy = hasPassed(report, check.HealthCheckConfig);
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
  const { healthyCheckers, checkersWithOpinion: checkers } = observationOf(reports, check.HealthCheckConfig);
  const votes = { healthyCheckers, checkers };
  if (!isNews(seen, check.Id, JSON.stringify([healthy, votes]))) return;
  onEvent({ event: "check", atSeconds: clock.nowSeconds(), checkId: check.Id, healthy, ...votes });
}

function isNews(seen: Map<string, string>, key: string, now: string): boolean {
  const before = seen.get(key);
  seen.set(key, now);
  return now !== before;
}
