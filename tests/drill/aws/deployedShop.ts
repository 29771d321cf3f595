/**
 * A deployed shop as a small state machine on a clock that a test moves. A call that breaks takes half a second, and a stopped
 * instance eight more to go down. Route 53 follows the primary's state 20 s late (check; an inverted one at once), then 3 s
 * (name servers, the second one a second later), then 10 s (resolver); an alarm goes off 70 s after the site went. Each
 * call that changes something is noted.
 */
import type { DrillFault, DrillHands } from "../../../drill/aws/hands";
import type { DrillJournal, UndoCall } from "../../../drill/aws/journal";
import { canonicalName } from "../../../route53/names";
import type { RehearsalEvent } from "../../../rehearsal/events";
import { TraceLeftError } from "../../../drill/traceLeft";
import { untilAborted } from "../../../rehearsal/clock";
import type { ManualClock } from "../../support/manualClock";
import { shopAws } from "./shopAws";

type OnEvent = (event: RehearsalEvent) => void;

/** What the fake account does, and how it can be made to misbehave. */
export interface DeployedShop {
  readonly hands: DrillHands;
  readonly observe: (onEvent: OnEvent, signal: AbortSignal) => Promise<void>;
  /** The calls that change something, in order, with the scenario second of each. */
  readonly calls: { readonly call: string; readonly atSeconds: number }[];
  readonly journals: DrillJournal[];
  /** Has broken the primary long ago, for real. */
  killPrimary(): void;
  /** Breaks the backup for good, for real. */
  killBackup(): void;
  /** Makes one of the hands fail. */
  failOn(call: string, error: Error): void;
  /** The journal or the schedule is gone when the fault is about to be inflicted. */
  loseSafeguard(reason: string): void;
  /** The primary stays down, whatever is called. */
  neverMend(): void;
  /** All is restored, but something is left. */
  leaveTrace(message: string): void;
  /** Resolves after so many seconds. */
  passes(seconds: number): Promise<void>;
  /** The alarm never goes off. */
  muteAlarm(): void;
}

const undo: UndoCall = {
  operation: "ec2:StartInstances",
  region: "us-east-1",
  instanceId: "i-0123456789abcdef0",
};

const [primary, backup] = shopAws.sites;

/** A shop that has been well for a long time. */
export function deployedShop(fault: DrillFault, clock: ManualClock): DeployedShop {
  const calls: DeployedShop["calls"] = [];
  const journals: DrillJournal[] = [];
  const failures = new Map<string, Error>();
  const state = { downSince: Infinity, upSince: Infinity, isBackupUp: true, isMuted: false, isLost: false };
  const told: { lost: string | null; trace: string | null } = { lost: null, trace: null };
  const note = (call: string): Promise<void> => {
    calls.push({ call, atSeconds: clock.nowSeconds() });
    const failure = failures.get(call);
    return failure ? Promise.reject(failure) : Promise.resolve();
  };
  const hands: DrillHands = {
    openDrill: () => Promise.resolve(null),
    refusalOf: () => Promise.resolve(null),
    undoFor: () => Promise.resolve(undo),
    scheduleFor: (startedAt) => ({ region: "us-east-1", name: `drill-${startedAt}` }),
    openJournal: async (journal) => {
      await note("openJournal");
      journals.push(journal);
    },
    arm: () => note("arm"),
    missingSafeguard: async () => {
      await note("missingSafeguard");
      return told.lost;
    },
    inflict: async () => {
      await note("inflict");
      await clock.sleep(0.5);
      state.downSince = clock.nowSeconds() + (fault === "stop-instance" ? 8 : 0);
    },
    restore: async () => {
      await note("restore");
      if (state.downSince === Infinity) return;
      await clock.sleep(4.5);
      if (!state.isLost) state.upSince = clock.nowSeconds();
      if (told.trace !== null) throw new TraceLeftError(told.trace);
    },
    closeJournal: async (journal) => {
      await note("closeJournal");
      journals.push(journal);
      return journal;
    },
  };
  return {
    hands,
    observe: (onEvent, signal) => observe(state, fault, clock, onEvent, signal),
    calls,
    journals,
    killPrimary: () => {
      state.downSince = -100;
    },
    killBackup: () => {
      state.isBackupUp = false;
    },
    failOn: (call, error) => failures.set(call, error),
    loseSafeguard: (reason) => {
      told.lost = reason;
    },
    neverMend: () => {
      state.isLost = true;
    },
    leaveTrace: (message) => {
      told.trace = message;
    },
    passes: (seconds) => clock.sleep(seconds),
    muteAlarm: () => {
      state.isMuted = true;
    },
  };
}

interface ShopState {
  readonly downSince: number;
  readonly upSince: number;
  readonly isBackupUp: boolean;
  readonly isMuted: boolean;
}

async function observe(
  state: ShopState,
  fault: DrillFault,
  clock: ManualClock,
  onEvent: OnEvent,
  signal: AbortSignal,
): Promise<void> {
  const latest = new Map<string, string>();
  const isNews = (key: string, value: unknown): boolean => {
    const text = JSON.stringify(value);
    const isNew = latest.get(key) !== text;
    latest.set(key, text);
    return isNew;
  };
  await untilAborted(signal, async () => {
    for (const event of eventsNow(state, fault, clock.nowSeconds()))
      if (
        event.event === "direct" ||
        event.event === "page" ||
        isNews(keyOf(event), { ...event, atSeconds: 0 })
      )
        onEvent(event);
    await clock.sleep(1, signal);
  });
}

function keyOf(event: RehearsalEvent): string {
  if (event.event === "answer") return event.server ?? "";
  if (event.event === "check" || event.event === "checker") return `${event.event} ${event.checkId}`;
  return event.event;
}

function eventsNow(state: ShopState, fault: DrillFault, now: number): RehearsalEvent[] {
  const at = { atSeconds: now };
  // Whether the world sees the primary as up, so many seconds late.
  const isUp = (late: number) => now - late < state.downSince || now - late >= state.upSince;
  const noticed = fault === "invert-check" ? 0 : 20;
  const isServing = fault === "invert-check" || isUp(0);
  const answer = (observer: "authoritative" | "resolver", server: string, late: number): RehearsalEvent => ({
    event: "answer",
    ...at,
    observer,
    server,
    name: canonicalName(shopAws.record.name),
    type: "A",
    rcode: "NOERROR",
    addresses: [isUp(late) ? primary.publicIp : backup.publicIp],
    wireTtlSeconds: 20,
  });
  const isAtBackup = !isUp(noticed + 13);
  const isServed = isAtBackup ? state.isBackupUp : isServing;
  const isPrimaryHealthy = isUp(noticed);
  const alarm = !isUp(70) && now >= state.downSince + 70 && !state.isMuted;
  const direct = { event: "direct", ...at, startedAtSeconds: now } as const;
  return [
    { ...direct, site: "primary", passed: isServing, reason: isServing ? "HTTP 200" : "connection refused" },
    {
      ...direct,
      site: "backup",
      passed: state.isBackupUp,
      reason: state.isBackupUp ? "HTTP 200" : "connection refused",
    },
    answer("authoritative", "ns-1", noticed + 3),
    answer("authoritative", "ns-2", noticed + 4),
    answer("resolver", "resolver", noticed + 13),
    {
      event: "page",
      ...at,
      startedAtSeconds: now,
      shopper: "fresh",
      isServed,
      site: isServed ? (isAtBackup ? "backup" : "primary") : null,
      detail: isServed ? "HTTP 200" : "connect ECONNREFUSED",
    },
    checkerEvent(now, isUp(12)),
    checkEvent(now, "hc-primary", isPrimaryHealthy),
    checkEvent(now, "hc-calculated", isPrimaryHealthy, 0),
    checkEvent(now, "hc-backup", true),
    { event: "alarm", ...at, alarm: "primary-unhealthy", region: "us-east-1", state: alarm ? "ALARM" : "OK" },
  ];
}

function checkerEvent(atSeconds: number, healthy: boolean): RehearsalEvent {
  const reason = healthy ? "Success: HTTP Status Code 200, OK" : "Failure: Connection refused";
  const who = { checkId: "hc-primary", region: "us-east-1", checker: "203.0.113.0" };
  return { event: "checker", atSeconds, ...who, healthy, reason };
}

function checkEvent(atSeconds: number, checkId: string, healthy: boolean, checkers = 16): RehearsalEvent {
  return { event: "check", atSeconds, checkId, healthy, healthyCheckers: healthy ? checkers : 0, checkers };
}
