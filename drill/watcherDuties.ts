/** What the site watcher must do in a fault: tell people, and hold traffic on the backup where failback is manual. */
import type { AlarmEvent, LookEvent, RehearsalEvent } from "../rehearsal/events";
import { faultNamed } from "../rehearsal/faults";
import type { FaultName } from "../rehearsal/faults/names";
import type { StackTopology } from "../recording/topology";
import type { Finding } from "./finding";
import { latestCheck } from "./latest";
import { acceptedLagSeconds } from "./tolerance";
import { primaryCheckId, siteAddress } from "./wiring";

/** The alarms of which one must go off. */
export interface AlarmDue {
  /** The ends of their names. */
  readonly names: readonly string[];
  /** Scenario seconds after the fault. */
  readonly limitSeconds: number;
}

/**
 * What must be told of a fault; null when nothing need be. Unless the fault sets its own limit, it is the minutes that
 * the quickest alarm judges and three more: until the next look, until its minute is over, and one for CloudWatch.
 */
export function alarmDue({ siteWatcher }: StackTopology, fault: FaultName): AlarmDue | null {
  const { alarms } = faultNamed(fault);
  if (!alarms) return null;
  const declared = siteWatcher?.alarms.filter(({ name }) => endsWithOneOf(name, alarms.names)) ?? [];
  const periods = declared.map(({ evaluationPeriods }) => evaluationPeriods);
  const minutes = alarms.withinMinutes ?? (periods.length > 0 ? Math.min(...periods) : 0) + 3;
  return { names: alarms.names, limitSeconds: minutes * 60 };
}

/** The first of the due alarms that has gone off; undefined while none has. */
export function toldBy(events: readonly RehearsalEvent[], { names }: AlarmDue): AlarmEvent | undefined {
  return events.find(
    (event): event is AlarmEvent =>
      event.event === "alarm" && event.state === "ALARM" && endsWithOneOf(event.alarm, names),
  );
}

/** The look at which the watcher has put the switch on; undefined while it has not. */
export function heldBy(events: readonly RehearsalEvent[]): LookEvent | undefined {
  return events.find((event): event is LookEvent => event.event === "look" && event.hasHeld);
}

/** Scenario seconds after the answer's move within which manual failback must hold: until the next look, and one more. */
export function holdLimitSeconds(topology: StackTopology): number {
  return (holdAfterMinutes(topology) + 2) * 60;
}

/** What the watcher has left undone, or done wrong, in the fault that the events tell of. */
export function watcherFindings(events: readonly RehearsalEvent[], topology: StackTopology): Finding[] {
  const fault = events.find((event) => event.event === "fault");
  if (fault?.event !== "fault") return [];
  const due = alarmDue(topology, fault.fault);
  return [
    ...(due ? alarmFindings(events, due, fault.atSeconds) : []),
    ...(faultNamed(fault.fault).failureKind === "held"
      ? holdFindings(events, topology, fault.atSeconds)
      : []),
  ];
}

function alarmFindings(events: readonly RehearsalEvent[], due: AlarmDue, faultSeconds: number): Finding[] {
  const { names, limitSeconds } = due;
  const what = `None of the watcher's alarms ${names.join(", ")} went off`;
  const told = toldBy(events, due);
  if (!told) return [{ rule: "alarm-never", message: `${what}; due by ${limitSeconds} s.`, limitSeconds }];
  const measuredSeconds = told.atSeconds - faultSeconds;
  if (measuredSeconds <= limitSeconds + acceptedLagSeconds) return [];
  const message = `${what} before ${measuredSeconds.toFixed(1)} s; due by ${limitSeconds} s.`;
  return [{ rule: "alarm-late", message, limitSeconds, measuredSeconds }];
}

/** The schedule of the looks is not exact, and so much earlier, in seconds, the last of them may come. */
const scheduleSlackSeconds = 10;

/** The latch holds, and never causes: not before the answers have been with the backup for as long as declared. */
function holdFindings(
  events: readonly RehearsalEvent[],
  topology: StackTopology,
  faultSeconds: number,
): Finding[] {
  const held = heldBy(events);
  const limitSeconds = holdLimitSeconds(topology);
  if (!held)
    return [{ rule: "latch-never", message: "The watcher never held traffic on the backup.", limitSeconds }];
  const backup = siteAddress(topology, "backup");
  const moved = events.find(
    (event) =>
      event.event === "answer" &&
      event.observer === "authoritative" &&
      event.atSeconds >= faultSeconds &&
      event.addresses.join() === backup,
  );
  const afterSeconds = held.atSeconds - (moved?.atSeconds ?? Infinity);
  const earliestSeconds = holdAfterMinutes(topology) * 60 - scheduleSlackSeconds;
  const after = `The watcher held traffic ${afterSeconds.toFixed(1)} s after the answer had moved`;
  return [
    ...(afterSeconds < earliestSeconds
      ? [{ rule: "latch-early", message: `${after}, before ${earliestSeconds} s.` }]
      : []),
    ...(afterSeconds > limitSeconds
      ? [
          {
            rule: "latch-late",
            message: `${after}, due by ${limitSeconds} s.`,
            limitSeconds,
            measuredSeconds: afterSeconds,
          },
        ]
      : []),
    ...healFindings(events, topology),
  ];
}

/** Traffic that stays with the backup of a primary that is still unhealthy proves nothing. */
function healFindings(events: readonly RehearsalEvent[], topology: StackTopology): Finding[] {
  const released = events.findIndex(({ event }) => event === "restore");
  const before = released === -1 ? events : events.slice(0, released);
  const hasHealed = before.some(({ event }) => event === "heal");
  const check = latestCheck(before, primaryCheckId(topology) ?? "");
  if (hasHealed && check?.healthy === true) return [];
  const message = "The primary was not healthy again before the switch was taken off.";
  return [{ rule: "heal", message }];
}

function holdAfterMinutes({ siteWatcher }: StackTopology): number {
  return siteWatcher?.plan.operatorSwitch?.holdAfterMinutes ?? 0;
}

function endsWithOneOf(name: string, ends: readonly string[]): boolean {
  return ends.some((end) => name.endsWith(`-${end}`));
}
