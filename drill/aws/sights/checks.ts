import { healthOfChecks } from "../../../route53/healthCheck";
import type { HealthCheck, HealthCheckConfig } from "../../../route53/types";
import { hasPassed, observationOf } from "../checkerReport";
import type { AwsTopology } from "../topology";
import type { Look } from "./look";
import type { Status } from "./status";
import type { CheckerReport, SightWorld } from "./world";

/** One health check, as Route 53 reports it. */
export type CheckSight = Status["checks"][number];

/** Looks at every check of a stack, one call after the other: Route 53 takes five a second from an account. */
export async function checkSights(
  topology: AwsTopology,
  { healthChecks }: Pick<SightWorld, "healthChecks">,
  { see }: Look,
): Promise<CheckSight[]> {
  const seen: SeenCheck[] = [];
  for (const { healthCheckId, label } of labelledChecks(topology)) {
    const config = await see(label, (signal) => healthChecks.config(healthCheckId, signal));
    const isProbed = config !== null && config.Type !== "CALCULATED";
    const reports = isProbed
      ? await see(`checkers of ${label}`, (signal) => healthChecks.statuses(healthCheckId, signal))
      : null;
    const failures = isProbed
      ? await see(`last failure of ${label}`, (signal) => healthChecks.lastFailures(healthCheckId, signal))
      : null;
    seen.push({ healthCheckId, label, config, reports, failures });
  }
  return seen.map((check) => ({ ...sightOf(check), isHealthy: isHealthy(check, seen) }));
}

/** The checks of a stack by what people call them. */
export function labelledChecks({
  sites: [primary, backup],
  operatorSwitch,
}: Pick<AwsTopology, "sites" | "operatorSwitch">): {
  readonly healthCheckId: string;
  readonly label: string;
}[] {
  const ofSites = [
    { healthCheckId: primary.healthCheckId, label: "the primary's check" },
    { healthCheckId: backup.healthCheckId, label: "the backup's check" },
  ];
  if (operatorSwitch === null) return ofSites;
  return [
    ...ofSites,
    { healthCheckId: operatorSwitch.healthCheckId, label: "the switch's check" },
    { healthCheckId: operatorSwitch.calculatedHealthCheckId, label: "the primary's check with the switch" },
  ];
}

interface SeenCheck {
  readonly healthCheckId: string;
  readonly label: string;
  readonly config: HealthCheckConfig | null;
  readonly reports: readonly CheckerReport[] | null;
  readonly failures: readonly CheckerReport[] | null;
}

function sightOf(check: SeenCheck): Omit<CheckSight, "isHealthy"> {
  const { healthCheckId, label, config, reports } = check;
  const failing = (reports ?? []).filter((report) => !hasPassed(report, config ?? {}));
  return {
    healthCheckId,
    label,
    type: config?.Type ?? null,
    isInverted: config && (config.Inverted ?? false),
    isDisabled: config && (config.Disabled ?? false),
    checkers: reports?.length ?? null,
    healthyCheckers: reports && reports.length - failing.length,
    unhealthyRegions: [...new Set(failing.map(({ region }) => region))].sort(),
    lastFailure: newestFailure(check.failures ?? []),
  };
}

function newestFailure(failures: readonly CheckerReport[]): CheckSight["lastFailure"] {
  const timeOf = ({ checkedAt }: CheckerReport) => checkedAt?.getTime() ?? 0;
  const [newest] = [...failures].sort((one, two) => timeOf(two) - timeOf(one));
  if (!newest) return null;
  const { region, status, checkedAt } = newest;
  return { region, reason: status, checkedAt: checkedAt?.toISOString() ?? null };
}

/**
 * By route53's rules; null when something that the state hangs on could not be seen, or no checker reports on it: the
 * rules then call a check healthy, which says nothing of its endpoint.
 */
function isHealthy({ healthCheckId }: SeenCheck, seen: readonly SeenCheck[]): boolean | null {
  const isKnown = (id: string): boolean => {
    const check = seen.find((candidate) => candidate.healthCheckId === id);
    if (!check?.config) return false;
    const { Type: type, ChildHealthChecks: children = [], Disabled: isDisabled = false } = check.config;
    if (isDisabled) return true;
    return type === "CALCULATED" ? children.every(isKnown) : (check.reports ?? []).length > 0;
  };
  if (!isKnown(healthCheckId)) return null;
  const checks = seen.flatMap(({ healthCheckId: Id, config }): HealthCheck[] =>
    config ? [{ Id, HealthCheckConfig: config }] : [],
  );
  const observed = seen.flatMap(({ healthCheckId: id, config, reports }) =>
    config && reports ? [[id, observationOf(reports, config)] as const] : [],
  );
  return healthOfChecks(checks)(new Map(observed))(healthCheckId);
}
