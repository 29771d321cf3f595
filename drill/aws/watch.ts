import { setMaxListeners } from "node:events";
import type { StackTopology } from "../../recording/topology";
import type { Clock } from "../../rehearsal/clock";
import type { RehearsalEvent } from "../../rehearsal/events";
import { EventLog } from "../eventLog";
import { promisedCadence } from "../wiring";
import { faultMarks, type FaultMarks } from "./faultMarks";
import { alarmLimitSeconds, alarmOverLimitSeconds } from "./figures";
import type { DrillFault } from "./hands";
import { alarmsOn, type Watched } from "./measured";
import { isEveryoneAt, strays } from "./moves";
import { backupTrouble, stopReason } from "./stopConditions";

/** What a watch takes. */
export interface WatchOptions {
  readonly fault: DrillFault;
  readonly clock: Clock;
  /** Aborted by whoever wants the drill to end. */
  readonly signal: AbortSignal;
  /** Runs every observer until the signal aborts. */
  readonly observe: (onEvent: (event: RehearsalEvent) => void, signal: AbortSignal) => Promise<void>;
  readonly onEvent: (event: RehearsalEvent) => void;
  readonly hasAlarms: boolean;
}

/** How a wait has ended. */
export type WatchEnd =
  | { readonly end: "reached" }
  | { readonly end: "stopped"; readonly reason: string }
  | { readonly end: "interrupted" };

/** The observers of a drill at work, and the waits for what they must see. Limits are scenario seconds. */
export class Watch {
  readonly marks: FaultMarks;
  readonly #log = new EventLog();
  readonly #over = new AbortController();
  readonly #failed = new AbortController();
  readonly #observing: Promise<void>;
  readonly #options: WatchOptions;

  constructor(options: WatchOptions) {
    this.#options = options;
    // Every observer listens to it.
    setMaxListeners(0, this.#over.signal);
    const note = (event: RehearsalEvent): void => {
      this.#log.append(event);
      options.onEvent(event);
    };
    this.marks = faultMarks(options.fault, options.clock, note);
    const onEvent = (event: RehearsalEvent): void => {
      note(event);
      this.marks.see(event);
    };
    this.#observing = options.observe(onEvent, this.#over.signal).catch((error: unknown) => {
      this.#failed.abort(error);
    });
  }

  /** All that was observed so far. */
  get events(): readonly RehearsalEvent[] {
    return this.#log.events;
  }

  /** Waits until everyone is at the primary; what is not, a sentence each, when that has not come about. */
  async untilWhole(watched: Watched, limitSeconds: number): Promise<string[]> {
    const missing = () => strays(this.events, watched, "primary");
    const { end } = await this.#until(() => (missing().length === 0 ? reached : null), limitSeconds);
    if (end === "interrupted") this.#options.signal.throwIfAborted();
    return missing();
  }

  /**
   * Waits until everyone is at the backup and an alarm has gone off, and then for one more round of probes, in which
   * nobody may leave it. Ends at once when shoppers are in danger.
   */
  async untilAway(watched: Watched, limitSeconds: number): Promise<WatchEnd> {
    const brokenSeconds = this.#options.clock.nowSeconds();
    const danger = (): WatchEnd | null => {
      const reason = stopReason(this.events, watched, brokenSeconds);
      return reason === null ? null : { end: "stopped", reason };
    };
    const isAway = () => isEveryoneAt(this.events, watched, "backup") && this.#isTold();
    const moved = await this.#until(() => danger() ?? (isAway() ? reached : null), limitSeconds);
    if (moved.end === "late") {
      const [stray = "No alarm has gone off."] = strays(this.events, watched, "backup");
      return { end: "stopped", reason: `${limitSeconds} s are over: ${stray}` };
    }
    if (moved.end !== "reached") return moved;
    const stayed = await this.#until(danger, roundSeconds(watched.stack));
    return stayed.end === "late" ? reached : stayed;
  }

  /** Waits until everyone is home and the alarms are over. */
  async untilHome(watched: Watched, limitSeconds: number): Promise<WatchEnd | { readonly end: "late" }> {
    const isHome = () =>
      this.isMended &&
      isEveryoneAt(this.events, watched, "primary") &&
      (alarmsOn(this.events).length === 0 || (this.#secondsSince("restore") ?? 0) > alarmOverLimitSeconds);
    return this.#until(() => (isHome() ? reached : null), limitSeconds);
  }

  /** Why the primary must not be broken now; null when it may. */
  trouble(watched: Watched): string | null {
    return backupTrouble(this.events, watched, this.#options.clock.nowSeconds());
  }

  /** Whether the primary serves again, or has never ceased to. */
  get isMended(): boolean {
    return this.#secondsSince("fault") === null || this.#secondsSince("restore") !== null;
  }

  /** Ends the observers; one that waits for an answer that is lost does not keep anybody from what is to be said. */
  async stop(): Promise<void> {
    this.#over.abort();
    const ended = new AbortController();
    const patience = this.#options.clock.sleep(patienceSeconds, ended.signal).catch(() => undefined);
    await Promise.race([this.#observing, patience]);
    ended.abort();
  }

  /** Whether an alarm has gone off, or none need any more. */
  #isTold(): boolean {
    const sinceFault = this.#secondsSince("fault");
    if (!this.#options.hasAlarms || sinceFault === null) return !this.#options.hasAlarms;
    return alarmsOn(this.events).length > 0 || sinceFault > alarmLimitSeconds;
  }

  #secondsSince(mark: "fault" | "restore"): number | null {
    const event = this.events.find((each) => each.event === mark);
    return event ? this.#options.clock.nowSeconds() - event.atSeconds : null;
  }

  /** Asks at each event, of which there are several a second: no slower than a tick of one second would. */
  async #until(
    ended: () => WatchEnd | null,
    limitSeconds: number,
  ): Promise<WatchEnd | { readonly end: "late" }> {
    const { clock, signal } = this.#options;
    const latest: { end: WatchEnd | null } = { end: null };
    const holds = () => (latest.end = ended()) !== null;
    try {
      const either = AbortSignal.any([signal, this.#failed.signal]);
      either.throwIfAborted();
      await this.#log.until(holds, { clock, limitSeconds, signal: either });
      return latest.end ?? { end: "late" };
    } catch (error) {
      if (signal.aborted) return { end: "interrupted" };
      if (!this.#failed.signal.aborted) throw error;
      const reason: unknown = this.#failed.signal.reason;
      return { end: "stopped", reason: `An observer failed: ${String(reason)}` };
    }
  }
}

const reached = { end: "reached" } as const;

const patienceSeconds = 5;

function roundSeconds(stack: StackTopology): number {
  return promisedCadence(stack.budget).requestIntervalSeconds;
}
