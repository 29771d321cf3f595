/** `failover serve`: a stack or any zone dump as a live name server with live checkers, all of it on loopback. */
import { randomInt } from "node:crypto";
import { serveZone } from "../rehearsal/serving/serveZone";
import { probedEndpoints, targetRoutes, type ProbedEndpoint } from "../rehearsal/serving/targets";
import { speedProblem } from "../rehearsal/speed";
import { printable } from "../route53/names";
import { UserError } from "./errors";
import { exitCodes, type ExitCode } from "./exitCodes";
import { recordedTopology } from "./recordedStack";
import { endpointOf, mapsOf, statedHealthOf } from "./serveFlags";
import { serveLine } from "./serveLines";
import { serveSource, type TopologyOf } from "./serveSource";
import { serveWarnings } from "./serveWarnings";
import type { Surroundings } from "./surroundings";

/** What `failover serve` was asked to do; `map`, `status` and `listen` are as they were typed. */
export interface ServeOptions {
  readonly stack?: string;
  readonly records?: string;
  readonly checks?: string;
  readonly map?: Readonly<Record<string, string>>;
  readonly status?: Readonly<Record<string, string>>;
  readonly listen: string;
  /** Scenario seconds in a wall second, at least 1. */
  readonly speed: number;
  /** Drawn at random when it is not given. */
  readonly seed?: number;
  readonly json: boolean;
}

/** What serving is made of; tests put their own in place. */
export interface ServeParts {
  readonly topologyOf: TopologyOf;
  readonly serveZone: typeof serveZone;
}

/**
 * Serves until the signal aborts, which is a normal end, and prints each change.
 *
 * @throws UserError for input that cannot be used, with every target that would be probed off this machine; nothing
 * listens and nothing is probed then.
 */
export async function serve(
  options: ServeOptions,
  surroundings: Surroundings,
  parts: ServeParts = { topologyOf: recordedTopology, serveZone },
): Promise<ExitCode> {
  const { speed, seed = randomInt(1_000_000), json } = options;
  const { stdout, stderr, signal } = surroundings;
  const source = await serveSource(options, surroundings, parts.topologyOf);
  const { zone, checks, aggregationSeconds, switchCheckId } = source;
  const listen = endpointOf("--listen", options.listen, 0);
  const given = statedHealthOf(options.status ?? {}, checks);
  const maps = mapsOf(options.map ?? {}, probedEndpoints(checks, new Map()));
  const routes = targetRoutes(maps);
  const unmapped = probedEndpoints(checks, given).filter(({ target, port }) => !routes(target, port));
  const isOff = unmapped.some(({ check }) => check.Id === switchCheckId);
  // Off: its object is not there, so the probe fails, before Inverted applies.
  const stated = isOff && switchCheckId !== null ? new Map([...given, [switchCheckId, false]]) : given;
  const strangers = unmapped.filter(({ check }) => !stated.has(check.Id));
  if (strangers.length > 0) throw new UserError(strangers.map(strangerLine).join("\n"));
  const problem = speedProblem({ zone }, speed);
  if (problem !== null) throw new UserError(problem);
  for (const warning of serveWarnings(zone, checks, stated)) stderr.write(`warning: ${warning}\n`);

  const onEvent = (event: Parameters<typeof serveLine>[0]): void => {
    stdout.write(`${json ? JSON.stringify(event) : serveLine(event)}\n`);
  };
  const common = { zone, checks, stated, routes, listen, aggregationSeconds, speed, seed, signal, onEvent };
  try {
    await parts.serveZone(common);
  } catch (error) {
    throw listenProblem(error, options.listen) ?? error;
  }
  return exitCodes.holds;
}

function strangerLine({ check, target, port }: ProbedEndpoint): string {
  const id = printable(check.Id);
  const what = `health check ${id} (${check.HealthCheckConfig.Type} to ${printable(target)}, port ${port})`;
  return `${what} leads off this machine: add --map ${printable(target)}=127.0.0.1:PORT or --status ${id}=healthy.`;
}

/** What the user can do about a socket that cannot listen. */
function listenProblem(error: unknown, listen: string): UserError | null {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== "listen" && syscall !== "bind") return null;
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: "something else listens there",
    EACCES: "ports below 1024 are for root",
    EADDRNOTAVAIL: "this machine has no such address",
  };
  const reason = reasons[code ?? ""] ?? (error as Error).message;
  return new UserError(`--listen ${listen}: ${reason}; port 0 is any free one.`);
}
