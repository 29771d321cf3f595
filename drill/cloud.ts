import type { Clock } from "../rehearsal/clock";
import type { RehearsalEvent } from "../rehearsal/events";
import type { FaultName } from "../rehearsal/faults/names";
import { startRehearsal, type RehearsalOptions } from "../rehearsal/rehearsal";

/** What a scenario needs of the place where it runs; everything else it learns from events. */
export interface Cloud {
  readonly clock: Clock;
  /** Breaks what the fault breaks, for real; resolves when it has taken hold, which is also an event. */
  inflict(fault: FaultName): Promise<void>;
  /** Mends the sites while the operator's switch keeps the traffic away; resolves when they answer, also an event. */
  heal(): Promise<void>;
  /** Undoes whatever was broken; resolves when the sites answer again, which is also an event. Idempotent. */
  restore(): Promise<void>;
  /** The worst lag behind the schedule so far, in scenario seconds. */
  worstLagSeconds(): number;
  /** Forgets the lag so far. */
  resetLag(): void;
  /** Ends everything that was started for the scenario; rejects with what went wrong in it meanwhile. Idempotent. */
  stop(): Promise<void>;
}

/** Brings a cloud to life; what its observers see goes to `onEvent` from then on. */
export type StartCloud = (onEvent: (event: RehearsalEvent) => void) => Promise<Cloud>;

/** The loopback cloud: the topology rehearsed on this machine. */
export function rehearsalCloud(options: Omit<RehearsalOptions, "onEvent">): StartCloud {
  return (onEvent) => startRehearsal({ ...options, onEvent });
}
