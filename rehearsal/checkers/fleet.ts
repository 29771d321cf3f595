/** All the checkers of all the checks. */
import { probeOf, type HttpProbe } from "../../route53/probe";
import type { HealthCheck } from "../../route53/types";
import type { Clock } from "../clock";
import type { CheckerEvent, ProbeEvent } from "../events";
import type { Routes } from "../loopback";
import type { Rules } from "../rules";
import { checkersOf, runChecker } from "./checker";
import type { HealthBoard } from "./healthBoard";
import { probeEndpoint } from "./probe";

/** What a fleet works with. */
export interface FleetOptions {
  readonly checks: readonly HealthCheck[];
  readonly routes: Routes;
  /** Gives each checker an address to probe from. */
  readonly takeAddress: () => string;
  readonly board: HealthBoard;
  readonly rules: Pick<Rules, "observe">;
  readonly seed: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onEvent: (event: ProbeEvent | CheckerEvent) => void;
}

/**
 * Probes every check that has an endpoint and is not disabled, until the signal aborts; then resolves. Throws at once
 * for a check that a rehearsal cannot probe: one that does not speak HTTP, or that names no IPv4 address.
 */
export function runFleet(options: FleetOptions): Promise<unknown> {
  const { checks, routes, takeAddress, board, clock, signal } = options;
  const runs = probedChecks(checks).flatMap(({ check, sends }) =>
    checkersOf(check).map((checker) => {
      const from = takeAddress();
      return () =>
        runChecker({
          ...options,
          check,
          checker,
          probe: () =>
            probeEndpoint({ check, sends, to: routes(sends.target, sends.port), from, clock, signal }),
          onOpinion: (isHealthy) => {
            board.report(check.Id, checker.name, isHealthy);
          },
        });
    }),
  );
  return Promise.all(runs.map((run) => run()));
}

interface ProbedCheck {
  readonly check: HealthCheck;
  readonly sends: HttpProbe;
}

/** Route 53 does not probe for a disabled check (API HealthCheckConfig.Disabled). */
function probedChecks(checks: readonly HealthCheck[]): ProbedCheck[] {
  return checks.flatMap((check) => {
    const sends = check.HealthCheckConfig.Disabled === true ? null : probeOf(check);
    if (sends === null) return [];
    if (sends.protocol === "http" && check.HealthCheckConfig.IPAddress !== undefined)
      return [{ check, sends }];
    const { Type: type } = check.HealthCheckConfig;
    throw new Error(
      `Health check ${check.Id} (${type} to ${sends.target}): a rehearsal probes HTTP at an IP address only.`,
    );
  });
}
