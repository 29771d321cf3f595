/** A deployed pair alive on loopback: its sites, the checkers of its checks, the zone's name server, and a resolver. */
import { setMaxListeners } from "node:events";
import type { SiteRole, StackTopology } from "../../../recording/topology";
import { checkersOf } from "../../../rehearsal/checkers/checker";
import { probedChecks, runFleet } from "../../../rehearsal/checkers/fleet";
import { newHealthBoard } from "../../../rehearsal/checkers/healthBoard";
import type { Clock } from "../../../rehearsal/clock";
import { startDnsServer } from "../../../rehearsal/dns/server";
import { zoneResponder } from "../../../rehearsal/dns/zoneResponder";
import type { CheckEvent, ProbeEvent } from "../../../rehearsal/events";
import type { LoopbackEndpoint } from "../../../rehearsal/loopback";
import { route53Rules } from "../../../rehearsal/rules";
import { sweepLeftovers } from "../../../rehearsal/sites/journal";
import { startStage, type Stage } from "../../../rehearsal/stage";
import {
  knownOfSwitch,
  startSwitchBucket,
  type SwitchBucket,
} from "../../../rehearsal/switch/rehearsedSwitch";
import { cachingResponder } from "./cachingResponder";
import type { CheckerReport, CheckerReports } from "./healthChecks";
import { siteDoor, type SiteDoor } from "./siteDoor";

/** What is brought to life, and how fast. */
export interface LiveShopOptions {
  readonly topology: StackTopology;
  /** Starts with the shop; `speed` times as fast as the wall's. */
  readonly clock: Clock;
  readonly speed: number;
  /** Told of each change of a check. */
  readonly onCheck: (event: CheckEvent) => void;
}

/** The pair, alive. */
export interface LiveShop {
  readonly dns: LoopbackEndpoint;
  /** Honours TTLs as they are on the wire. */
  readonly resolver: LoopbackEndpoint;
  readonly siteAddresses: ReadonlyMap<SiteRole, LoopbackEndpoint>;
  readonly doors: ReadonlyMap<SiteRole, SiteDoor>;
  /** Null in a stack without a switch. */
  readonly bucket: SwitchBucket | null;
  readonly reports: CheckerReports;
  setInverted(checkId: string, isInverted: boolean): void;
  /** Resolves when every checker of every check has an opinion. */
  untilProbed(): Promise<void>;
  stop(): Promise<void>;
}

// Any: what is tested must hold with every one.
const seed = 1;

/** Starts everything; checkers probe from then on. Rejects, with nothing left, when a site does not start. */
export async function startLiveShop(options: LiveShopOptions): Promise<LiveShop> {
  await sweepLeftovers();
  const stage = await startStage(options.topology.sites);
  try {
    return await openOn(stage, options);
  } catch (error) {
    await stage.close();
    throw error;
  }
}

async function openOn(stage: Stage, options: LiveShopOptions): Promise<LiveShop> {
  const { topology, speed, clock, onCheck } = options;
  const { zone, healthChecks: checks, budget } = topology;
  const { routes, takeAddress, siteAddresses, sites } = stage;
  const stopping = new AbortController();
  // Every checker and every open connection listens to it.
  setMaxListeners(0, stopping.signal);
  const common = { rules: route53Rules, clock, speed, seed, takeAddress, signal: stopping.signal };
  const bucket = await startSwitchBucket(topology, takeAddress);
  const { aggregationSeconds } = budget;
  const stated = knownOfSwitch(topology);
  const undecided = new Map(probedChecks(checks).map(({ check }) => [check.Id, checkersOf(check).length]));
  const board = newHealthBoard({
    ...common,
    checks,
    aggregationSeconds,
    stated,
    onEvent: (event) => {
      if (undecided.get(event.checkId) === event.checkers) undecided.delete(event.checkId);
      onCheck(event);
    },
  });
  const seen = newReports();
  const fleet = runFleet({
    ...common,
    checks,
    board,
    routes: bucket?.routes(routes) ?? routes,
    onEvent: (event) => {
      if (event.event === "probe") seen.note(event);
    },
  });
  // What goes wrong meanwhile is told by stop.
  fleet.catch(() => undefined);
  const isHealthy = (checkId: string): boolean => board.isHealthy(checkId);
  const responder = zoneResponder({ ...common, zone, isHealthy });
  const dns = await startDnsServer(takeAddress(), responder);
  const resolver = await startDnsServer(takeAddress(), cachingResponder(responder));
  const doors = new Map(Array.from(sites, ([role, site]) => [role, siteDoor(site)]));
  return {
    dns,
    resolver,
    siteAddresses,
    doors,
    bucket,
    reports: seen.reports,
    setInverted: (checkId, isInverted) => {
      board.setInverted(checkId, isInverted);
    },
    untilProbed: async () => {
      while (undecided.size > 0) await clock.sleep(1, stopping.signal);
    },
    stop: async () => {
      stopping.abort();
      try {
        await fleet;
      } finally {
        for (const door of doors.values()) await door.close();
        await bucket?.server.close();
        await Promise.all([dns.close(), resolver.close(), stage.close()]);
      }
    },
  };
}

function newReports(): { note(event: ProbeEvent): void; readonly reports: CheckerReports } {
  const latest = new Map<string, Map<string, CheckerReport>>();
  const latestFailures: typeof latest = new Map();
  const keep = (reports: typeof latest, { checkId, checker, region, reason }: ProbeEvent): void => {
    const ofCheck = reports.get(checkId) ?? new Map<string, CheckerReport>();
    reports.set(checkId, ofCheck.set(checker, { checker, region, reason, atMs: Date.now() }));
  };
  const sorted = (reports: typeof latest, checkId: string): CheckerReport[] =>
    [...(reports.get(checkId)?.values() ?? [])].sort((a, b) => a.checker.localeCompare(b.checker));
  return {
    note: (event) => {
      keep(latest, event);
      if (!event.passed) keep(latestFailures, event);
    },
    reports: {
      latest: (checkId) => sorted(latest, checkId),
      latestFailures: (checkId) => sorted(latestFailures, checkId),
    },
  };
}
