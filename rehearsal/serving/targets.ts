/** Where the endpoints of a zone's health checks live on this machine. */
import { isIPv4 } from "node:net";
import type { HealthCheck } from "../../route53/types";
import { probedChecks } from "../checkers/fleet";
import type { LoopbackEndpoint } from "../loopback";

/** A check's endpoint, an address or a name with any port or a certain one, and what stands in for it here. */
export interface MappedTarget {
  readonly target: string;
  /** Null for every port. */
  readonly port: number | null;
  readonly to: LoopbackEndpoint;
}

/** Where a check's target and port lead, or null where they lead off this machine. */
export type TargetRoutes = (target: string, port: number) => LoopbackEndpoint | null;

/** What a health check probes. */
export interface ProbedEndpoint {
  readonly check: HealthCheck;
  readonly target: string;
  readonly port: number;
}

/** The routes by these maps, the one for a certain port first; a target that is loopback itself needs none. */
export function targetRoutes(maps: readonly MappedTarget[]): TargetRoutes {
  return (target, port) => {
    const ofTarget = maps.filter((map) => targetKey(map.target) === targetKey(target));
    const map = ofTarget.find((each) => each.port === port) ?? ofTarget.find((each) => each.port === null);
    if (map) return map.to;
    const address = loopbackAddress(target);
    return address === null ? null : { address, port };
  };
}

/** What checkers would probe, without the checks in `stated` and those that nobody probes. */
export function probedEndpoints(
  checks: readonly HealthCheck[],
  stated: ReadonlyMap<string, boolean>,
): ProbedEndpoint[] {
  return probedChecks(checks)
    .filter(({ check }) => !stated.has(check.Id))
    .map(({ check, sends: { target, port } }) => ({ check, target, port }));
}

/** The IPv4 address of a host that is this machine's loopback, or null. */
export function loopbackAddress(host: string): string | null {
  if (targetKey(host) === "localhost") return "127.0.0.1";
  return isIPv4(host) && host.startsWith("127.") ? host : null;
}

/** Equal for spellings of one name or address. */
export function targetKey(target: string): string {
  return target
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^\[(.*)\]$/, "$1");
}
