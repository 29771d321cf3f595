/**
 * A rehearsal without sockets on a clock that a test moves: the rehearsal's own checkers, health board, name server and
 * resolver under Route 53's rules; only the ways between them are short-circuited. It shows in milliseconds what the
 * verdict makes of a program or a rule that is wrong.
 */
import { setMaxListeners } from "node:events";
import type { Cloud, StartCloud } from "../../drill/cloud";
import type { SiteRole, StackTopology } from "../../recording/topology";
import { checkersOf, runChecker, type Checker } from "../../rehearsal/checkers/checker";
import { probedChecks } from "../../rehearsal/checkers/fleet";
import { newHealthBoard, type HealthBoard } from "../../rehearsal/checkers/healthBoard";
import { untilAborted } from "../../rehearsal/clock";
import { clampedTtlSeconds, newResolver, resolutionOf, type Resolve } from "../../rehearsal/dns/resolver";
import { zoneResponder } from "../../rehearsal/dns/zoneResponder";
import type { RehearsalEvent } from "../../rehearsal/events";
import { faultNamed } from "../../rehearsal/faults";
import type { FaultName } from "../../rehearsal/faults/names";
import { runObserver } from "../../rehearsal/observer";
import { route53Rules, type Rules } from "../../rehearsal/rules";
import { siteCheckId } from "../../rehearsal/siteCheck";
import { knownOfSwitch } from "../../rehearsal/switch/rehearsedSwitch";
import { failureReasons, judgeBody, judgeStatus, probeOf, type ProbeResult } from "../../route53/probe";
import { probeCostSeconds } from "../../route53/timing";
import type { HealthCheck } from "../../route53/types";
import type { ManualClock } from "../support/manualClock";

interface SimulationOptions {
  readonly topology: StackTopology;
  readonly clock: ManualClock;
  readonly speed: number;
  readonly seed: number;
  readonly rules: Partial<Rules>;
}

/** Brings a topology to life on the given clock. */
export function simulatedCloud(options: SimulationOptions): StartCloud {
  return (onEvent) => {
    const stopping = new AbortController();
    setMaxListeners(0, stopping.signal);
    const broken = new Map<SiteRole, FaultName>();
    const board = startActors(options, broken, stopping.signal, onEvent);
    const { clock, topology } = options;
    const invertChecks = (fault: FaultName, inverted: boolean) => {
      for (const role of faultNamed(fault).targets) {
        const checkId = siteCheckId(topology, role);
        if (checkId === null) continue;
        onEvent({ event: "update", atSeconds: clock.nowSeconds(), checkId, inverted });
        board.setInverted(checkId, inverted);
      }
    };
    const cloud: Cloud = {
      clock,
      inflict: (fault) => {
        for (const role of faultNamed(fault).targets) broken.set(role, fault);
        onEvent({ event: "fault", atSeconds: clock.nowSeconds(), fault });
        if (faultNamed(fault).failureKind === "inverted") invertChecks(fault, true);
        return Promise.resolve();
      },
      restore: () => {
        for (const fault of new Set(broken.values())) {
          onEvent({ event: "restore", atSeconds: clock.nowSeconds(), fault });
          if (faultNamed(fault).failureKind === "inverted") invertChecks(fault, false);
        }
        broken.clear();
        return Promise.resolve();
      },
      heal: () => Promise.resolve(),
      worstLagSeconds: () => 0,
      resetLag: () => undefined,
      stop: () => {
        stopping.abort();
        return Promise.resolve();
      },
    };
    return Promise.resolve(cloud);
  };
}

/** Moves the clock on until the work has ended, and hands on what came of it. */
export async function playOut<T>(work: Promise<T>, clock: ManualClock): Promise<T> {
  const end = { hasCome: false };
  const ended = work.finally(() => {
    end.hasCome = true;
  });
  // A failure is the caller's to see, when it is awaited below.
  ended.catch(() => undefined);
  while (!end.hasCome) await clock.advance(1);
  return ended;
}

type Broken = ReadonlyMap<SiteRole, FaultName>;

function startActors(
  options: SimulationOptions,
  broken: Broken,
  signal: AbortSignal,
  onEvent: (event: RehearsalEvent) => void,
): HealthBoard {
  const { topology, clock, speed } = options;
  const rules = { ...route53Rules, ...options.rules };
  const common = { ...options, rules, signal, onEvent };
  const checks = topology.healthChecks;
  const board = newHealthBoard({
    ...common,
    checks,
    aggregationSeconds: topology.budget.aggregationSeconds,
    stated: knownOfSwitch(topology),
  });
  const responder = zoneResponder({ ...common, zone: topology.zone, isHealthy: (id) => board.isHealthy(id) });
  for (const { check } of probedChecks(checks)) {
    for (const checker of checkersOf(check)) {
      const onOpinion = (isHealthy: boolean) => {
        board.report(check.Id, checker.name, isHealthy);
      };
      void runChecker({
        ...common,
        check,
        checker,
        probe: () => probe(options, broken, check, checker),
        onOpinion,
      });
    }
  }
  const question = topology.record;
  const ask = () => {
    const {
      rcode,
      answers = [],
      authorities = [],
    } = responder({ name: question.name, type: "A", class: "IN" });
    return Promise.resolve({ rcode, answers, authorities });
  };
  const resolve = newResolver({ ask, clock, speed });
  const askServer: Resolve = async (asked) => resolutionOf(await ask(), asked);
  void runObserver({ ...common, observer: "authoritative", question, resolve: askServer });
  void runObserver({ ...common, observer: "resolver", question, resolve });
  const clamping = newResolver({ ask, clock, speed, leastTtlSeconds: clampedTtlSeconds });
  void runObserver({ ...common, observer: "clamping", question, resolve: clamping });
  void runShoppers(options, broken, resolve, signal, onEvent);
  return board;
}

async function probe(
  { topology, clock }: SimulationOptions,
  broken: Broken,
  check: HealthCheck,
  { region }: Checker,
): Promise<ProbeResult> {
  const sends = probeOf(check);
  if (sends?.protocol === "https") return probeSwitch(broken);
  const site = topology.sites.find(({ publicIp }) => publicIp === sends?.target);
  const fault = site && broken.get(site.role);
  if (fault && failingNow(fault, clock, region)) {
    const { failureKind } = faultNamed(fault);
    if (failureKind !== "inverted" && failureKind !== "switched" && failureKind !== "held")
      await clock.sleep(probeCostSeconds[failureKind]);
    return { hasPassed: false, reason: failureReasons.connectTimeout };
  }
  if (!site || !sends || !site.openPorts.includes(sends.port)) {
    return { hasPassed: false, reason: failureReasons.connectionRefused };
  }
  const body = judgeBody(check, `status=ok site=${site.role} region=${site.region}\n`);
  return body.hasPassed ? judgeStatus(200, "OK") : body;
}

/** The bucket of the operator's switch: its object is there while `override-on` lasts. */
function probeSwitch(broken: Broken): ProbeResult {
  return judgeStatus(broken.get("primary") === "override-on" ? 200 : 403);
}

/** During a partition, the regions whose checkers see the site: 2 of 16 checkers are 12.5 %, 4 are 25 %. */
const seeingRegions: Partial<Record<FaultName, readonly string[]>> = {
  partition: ["eu-west-1"],
  "partition-within-limit": ["eu-west-1", "sa-east-1"],
};

/** A fault that fails too few probes is on for 5 of 20 s, so that no checker, which probes every 10 s, meets it twice in a row. */
function failingNow(fault: FaultName, clock: ManualClock, region?: string): boolean {
  const seeing = seeingRegions[fault];
  if (seeing) return region !== undefined && !seeing.includes(region);
  const { failingProbes, failureKind } = faultNamed(fault);
  if (failureKind === "switched") return false;
  return failingProbes === "enough" || (failingProbes === "tooFew" && clock.nowSeconds() % 20 < 5);
}

/** A new shopper every second, who waits 3 s for a connection. */
async function runShoppers(
  { topology, clock }: SimulationOptions,
  broken: Broken,
  resolve: Resolve,
  signal: AbortSignal,
  onEvent: (event: RehearsalEvent) => void,
): Promise<void> {
  const visit = async () => {
    const startedAtSeconds = clock.nowSeconds();
    const { addresses } = await resolve(topology.record);
    const site = topology.sites.find(({ publicIp }) => publicIp === addresses[0])?.role ?? null;
    const fault = site && broken.get(site);
    const isLost = fault && faultNamed(fault).pages !== "all" && failingNow(fault, clock);
    if (isLost && faultNamed(fault).failureKind === "blackhole") await clock.sleep(3);
    const isServed = site !== null && !isLost;
    const page = { isServed, site: isServed ? site : null, detail: isServed ? "HTTP 200" : "no connection" };
    onEvent({ event: "page", atSeconds: clock.nowSeconds(), startedAtSeconds, shopper: "fresh", ...page });
  };
  await untilAborted(signal, async () => {
    void visit();
    await clock.sleep(1, signal);
  });
}
