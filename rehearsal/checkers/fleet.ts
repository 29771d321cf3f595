/** All the checkers of all the checks. */
import { probeOf, type HttpProbe, type ProbeResult, type TcpProbe } from "../../route53/probe";
import type { HealthCheck } from "../../route53/types";
import type { Clock } from "../clock";
import type { CheckerEvent, ProbeEvent } from "../events";
import type { CheckerRoutes } from "../loopback";
import type { Rules } from "../rules";
import { checkersOf, runChecker, type Checker } from "./checker";
import type { HealthBoard } from "./healthBoard";
import { probeEndpoint } from "./probe";
import { connectToEndpoint } from "./tcpProbe";

/** What a fleet works with. */
export interface FleetOptions {
  readonly checks: readonly HealthCheck[];
  readonly routes: CheckerRoutes;
  /** Gives each checker an address to probe from. */
  readonly takeAddress: () => string;
  readonly board: Pick<HealthBoard, "report">;
  readonly rules: Pick<Rules, "observe">;
  readonly seed: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onEvent: (event: ProbeEvent | CheckerEvent) => void;
}

/** Probes every check that has an endpoint and is not disabled, until the signal aborts; then resolves. */
export function runFleet(options: FleetOptions): Promise<unknown> {
  const { checks, takeAddress, board } = options;
  const runs = probedChecks(checks).flatMap(({ check, sends }) =>
    checkersOf(check).map((checker) => {
      const from = takeAddress();
      return () =>
        runChecker({
          ...options,
          check,
          checker,
          probe: () => probeOnce(options, checker, { check, sends, from }),
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
  readonly sends: HttpProbe | TcpProbe;
}

/** The checks that somebody probes, with what is sent: Route 53 does not probe for a disabled one (API HealthCheckConfig.Disabled). */
export function probedChecks(checks: readonly HealthCheck[]): ProbedCheck[] {
  return checks.flatMap((check) => {
    const sends = check.HealthCheckConfig.Disabled === true ? null : probeOf(check);
    return sends === null ? [] : [{ check, sends }];
  });
}

function probeOnce(
  { routes, clock, signal }: FleetOptions,
  { region }: Checker,
  { check, sends, from }: ProbedCheck & { readonly from: string },
): Promise<ProbeResult> {
  const way = { to: routes(sends.target, sends.port, region), from, clock, signal };
  return sends.protocol === "tcp" ? connectToEndpoint(way) : probeEndpoint({ ...way, check, sends });
}
