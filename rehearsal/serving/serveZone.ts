/** Any hosted zone alive on loopback: its name server and the checkers of its health checks, in scenario time. */
import { once, setMaxListeners } from "node:events";
import type { HealthCheck, Zone } from "../../route53/types";
import { runFleet } from "../checkers/fleet";
import { newHealthBoard } from "../checkers/healthBoard";
import { wallClock, type Clock } from "../clock";
import { startDnsServer } from "../dns/server";
import { zoneResponder } from "../dns/zoneResponder";
import type { CheckEvent } from "../events";
import { loopbackAddresses, type LoopbackEndpoint, type Routes } from "../loopback";
import { route53Rules } from "../rules";
import { watchAnswers } from "./answerWatch";
import type { ServingEvent } from "./events";
import type { TargetRoutes } from "./targets";

/** What is served, and how. */
export interface ServeZoneOptions {
  readonly zone: Zone;
  readonly checks: readonly HealthCheck[];
  /** The health of checks that are not to be probed, before Inverted and Disabled apply. */
  readonly stated: ReadonlyMap<string, boolean>;
  readonly routes: TargetRoutes;
  /** Where to listen; the system chooses the port where it is 0. */
  readonly listen: LoopbackEndpoint;
  /** From a change of a check's status until the name server acts on it. */
  readonly aggregationSeconds: number;
  /** Scenario seconds in a wall second, at least 1; see `speedProblem`. */
  readonly speed: number;
  /** Decides the checkers' phases and what is drawn among several possible answers. */
  readonly seed: number;
  /** Ends it: a normal end. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: ServingEvent) => void;
}

/**
 * Serves until the signal aborts; then resolves, with nothing left running. Rejects where it cannot listen, and with
 * ZoneError for a zone that cannot be served.
 */
export async function serveZone(options: ServeZoneOptions): Promise<void> {
  const { zone, checks, stated, listen, speed, onEvent } = options;
  if (options.signal.aborted) return;
  const stopping = linkedTo(options.signal);
  const { signal } = stopping;
  const common = { ...options, rules: route53Rules, clock: wallClock(speed), signal };

  const board = newHealthBoard({
    ...common,
    onEvent: (event) => {
      onEvent(event);
      onCheck(event);
    },
  });
  const isHealthy = (checkId: string): boolean => board.isHealthy(checkId);
  const onCheck = afterAggregation(common, watchAnswers({ ...common, isHealthy }));
  const takeAddress = await loopbackAddresses();
  const dns = await startDnsServer(
    listen.address,
    zoneResponder({ ...common, zone, isHealthy }),
    listen.port,
  );
  try {
    onEvent({ event: "listening", address: dns.address, port: dns.port });
    const fleet = runFleet({
      ...common,
      checks: checks.filter(({ Id: id }) => !stated.has(id)),
      routes: mappedOnly(options.routes),
      board,
      takeAddress,
      onEvent: (event) => {
        if (event.event === "checker") onEvent(event);
      },
    });
    await Promise.all([fleet, untilAborted(signal)]);
  } finally {
    stopping.abort();
    await dns.close();
  }
}

/** Aborts with another signal, and by itself; every checker and every open connection listens to it. */
function linkedTo(signal: AbortSignal): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  signal.addEventListener("abort", () => {
    controller.abort();
  });
  return controller;
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}

/** Calls back when the name server acts on a change of a check's status. */
function afterAggregation(
  { aggregationSeconds, clock, signal }: { aggregationSeconds: number; clock: Clock; signal: AbortSignal },
  onChange: () => void,
): (event: CheckEvent) => void {
  const known = new Map<string, boolean>();
  return ({ checkId, healthy }) => {
    if (known.get(checkId) === healthy) return;
    known.set(checkId, healthy);
    clock.sleep(aggregationSeconds, signal).then(onChange, () => undefined);
  };
}

/** The last line of defence: whatever was asked for, nothing off this machine is ever probed. */
function mappedOnly(routes: TargetRoutes): Routes {
  return (target, port) => {
    const to = routes(target, port);
    if (to === null) throw new Error(`${target}, port ${port}, is not on this machine.`);
    return to;
  };
}
