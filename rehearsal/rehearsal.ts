/**
 * A recorded stack alive on this machine: sites, checkers, name server, resolver, shoppers and site watcher, all over
 * real sockets on loopback, in scenario time.
 *
 *   checkers ──probe──▶ sites ◀──get pages── shoppers
 *      │ opinions                               ▲ addresses
 *      ▼                                        │
 *   health board ──a moment later──▶ name server ──▶ resolver
 */
import { setMaxListeners } from "node:events";
import type { SiteRole, StackTopology } from "../recording/topology";
import { newBreaker, type Breaker } from "./breaker";
import { runFleet } from "./checkers/fleet";
import { newHealthBoard, type HealthBoard } from "./checkers/healthBoard";
import { rehearsableChecks } from "./checkers/rehearsable";
import { runClients, type ClientsOptions } from "./clients";
import { wallClock, type Clock } from "./clock";
import { askServer } from "./dns/client";
import { startDnsServer } from "./dns/server";
import { zoneResponder } from "./dns/zoneResponder";
import type { RehearsalEvent } from "./events";
import { startLagMeter } from "./lag";
import { faultScene } from "./faultScene";
import type { SwitchScene } from "./faults/fault";
import type { LoopbackEndpoint } from "./loopback";
import { newPartitions } from "./partitions";
import { route53Rules, type Rules } from "./rules";
import { sweepLeftovers } from "./sites/journal";
import { speedProblem } from "./speed";
import {
  knownOfSwitch,
  startSwitchBucket,
  switchScene,
  type SwitchBucket,
  type SwitchSceneOptions,
} from "./switch/rehearsedSwitch";
import { startStage, type Stage } from "./stage";
import { runWatcher, type RunWatcherOptions } from "./watcher/runWatcher";

/** What is rehearsed, and how. */
export interface RehearsalOptions {
  readonly topology: StackTopology;
  /** Scenario seconds in a wall second, at least 1; see `speedProblem`. */
  readonly speed: number;
  /** Decides the checkers' phases and what is drawn among several possible answers. */
  readonly seed: number;
  readonly onEvent: (event: RehearsalEvent) => void;
  /** Takes the place of Route 53's rules, to see what a rehearsal makes of a wrong one. */
  readonly rules?: Partial<Rules>;
}

/** A rehearsal under way. */
export interface Rehearsal extends Breaker {
  readonly clock: Clock;
  readonly dns: LoopbackEndpoint;
  /** The sites themselves: whoever breaks them without a fault must mend them too. */
  readonly sites: Stage["sites"];
  /** Null in a stack that has none. */
  readonly operatorSwitch: SwitchScene | null;
  /** Where each site's shop is served. */
  readonly siteAddresses: ReadonlyMap<SiteRole, LoopbackEndpoint>;
  /** A TTL as the name server sends it, in wall seconds. */
  wireTtlSeconds(ttlSeconds: number): number;
  /** How far this process has fallen behind its timers at worst, in scenario seconds. */
  worstLagSeconds(): number;
  /** Forgets the lag so far. */
  resetLag(): void;
  /** Ends everything, broken sites too; may be called again. Rejects with what went wrong inside, if anything did. */
  stop(): Promise<void>;
}

/**
 * Brings a topology to life; events come from then on. Rejects, with nothing left running, when the speed is too high,
 * a site does not start, or the topology cannot be rehearsed. First ends what a killed rehearsal may have left.
 */
export async function startRehearsal(options: RehearsalOptions): Promise<Rehearsal> {
  const problem = speedProblem(options.topology, options.speed);
  if (problem !== null) throw new Error(problem);
  await sweepLeftovers();
  const stage = await startStage(options.topology.sites);
  let bucket: SwitchBucket | null = null;
  const stopping = new AbortController();
  // Every checker and every open connection listens to it.
  setMaxListeners(0, stopping.signal);
  try {
    bucket = await startSwitchBucket(options.topology, stage.takeAddress);
    return await rehearseOn(stage, bucket, stopping, options);
  } catch (error) {
    stopping.abort();
    await bucket?.server.close();
    await stage.close();
    throw error;
  }
}

async function rehearseOn(
  stage: Stage,
  bucket: SwitchBucket | null,
  stopping: AbortController,
  options: RehearsalOptions,
): Promise<Rehearsal> {
  const { speed, seed, onEvent } = options;
  const { signal } = stopping;
  const { routes, takeAddress, siteAddresses } = stage;
  const partitions = newPartitions(routes, takeAddress);
  const rules = { ...route53Rules, ...options.rules };
  const healthChecks = rehearsableChecks(options.topology, bucket ? [bucket.name] : []);
  const topology = { ...options.topology, healthChecks };
  const clock = wallClock(speed);
  const common = { routes, rules, seed, speed, clock, signal, onEvent };

  const probing = { ...common, routes: bucket?.routes(partitions.routes) ?? partitions.routes, takeAddress };
  const { board, operatorSwitch, fleets } = startProbing(probing, topology, bucket);
  const isHealthy = (checkId: string): boolean => board.isHealthy(checkId);
  const responder = zoneResponder({ ...common, zone: topology.zone, isHealthy });
  const dns = await startDnsServer(takeAddress(), responder);
  const lag = startLagMeter(speed);

  const silentRegions = new Set<string>();
  const running = startOnlookers({ ...common, dns, bucket }, stage, topology, silentRegions);

  let stopped: Promise<void> | null = null;
  return {
    ...newBreaker({
      ...common,
      ...faultScene({ ...common, ...partitions, topology, board, operatorSwitch, silentRegions }),
      sites: stage.sites,
    }),
    clock,
    dns: { address: dns.address, port: dns.port },
    sites: stage.sites,
    operatorSwitch,
    siteAddresses,
    wireTtlSeconds: (ttlSeconds) => rules.wireTtlSeconds(ttlSeconds, speed),
    worstLagSeconds: () => lag.worstSeconds(),
    resetLag: () => {
      lag.reset();
    },
    stop: () => {
      stopping.abort();
      lag.stop();
      const parts = [dns, ...(bucket ? [bucket.server] : []), partitions, stage];
      return (stopped ??= stopAll(Promise.all([...fleets, running]), parts));
    },
  };
}

/** Every check probed, what comes of it, and the switch that one of them watches. `fleets` grows with each new check. */
function startProbing(
  probing: Omit<SwitchSceneOptions, "topology" | "board" | "onFleet"> & {
    readonly rules: Rules;
    readonly onEvent: (event: RehearsalEvent) => void;
  },
  topology: StackTopology,
  bucket: SwitchBucket | null,
): { board: HealthBoard; operatorSwitch: SwitchScene | null; fleets: Promise<unknown>[] } {
  const { healthChecks: checks, budget } = topology;
  const { aggregationSeconds } = budget;
  const board = newHealthBoard({ ...probing, checks, aggregationSeconds, stated: knownOfSwitch(topology) });
  const fleets: Promise<unknown>[] = [];
  const onFleet = (fleet: Promise<unknown>): void => {
    // What goes wrong meanwhile is told by stop.
    fleet.catch(() => undefined);
    fleets.push(fleet);
  };
  onFleet(runFleet({ ...probing, checks, board }));
  const operatorSwitch =
    topology.operatorSwitch &&
    bucket &&
    switchScene(topology.operatorSwitch, bucket, { ...probing, topology, board, onFleet });
  return { board, operatorSwitch, fleets };
}

/** Everyone who asks for the shop from outside: observers, shoppers, and the site watcher of a stack that has one. */
function startOnlookers(
  options: Omit<RunWatcherOptions, "siteWatcher" | "isSilent"> & Pick<ClientsOptions, "seed" | "onEvent">,
  { shopPort: port }: Stage,
  { record, siteWatcher }: StackTopology,
  silentRegions: ReadonlySet<string>,
): Promise<unknown> {
  const isSilent = (region: string): boolean => silentRegions.has(region);
  const running = Promise.all([
    runClients({ ...options, record, port, ask: (question) => askServer(options.dns, question) }),
    siteWatcher && runWatcher({ ...options, siteWatcher, isSilent }),
  ]);
  // What goes wrong meanwhile is told by stop.
  running.catch(() => undefined);
  return running;
}

async function stopAll(running: Promise<unknown>, parts: readonly Closing[]): Promise<void> {
  try {
    await running;
  } finally {
    for (const part of parts) await part.close();
  }
}

interface Closing {
  close(): Promise<void>;
}
