import type { Clock } from "../rehearsal/clock";
import type { RehearsalEvent } from "../rehearsal/events";

/** All that has been observed so far, and a way to wait for what is still to come. */
export class EventLog {
  readonly #events: RehearsalEvent[] = [];
  #onAppend: (() => void) | null = null;

  /** In the order in which they came. */
  get events(): readonly RehearsalEvent[] {
    return this.#events;
  }

  /** Notes an event and wakes whoever waits for it. */
  append(event: RehearsalEvent): void {
    this.#events.push(event);
    this.#onAppend?.();
  }

  /**
   * Waits until `holds` is true, asked again at each event: true when it is, false when `limitSeconds` (scenario
   * time) are over first. One wait at a time.
   *
   * @throws what the clock's sleep throws when the signal is aborted.
   */
  async until(
    holds: (events: readonly RehearsalEvent[]) => boolean,
    { clock, limitSeconds, signal }: { clock: Clock; limitSeconds: number; signal: AbortSignal },
  ): Promise<boolean> {
    if (holds(this.events)) return true;
    const isOver = new AbortController();
    const happened = new Promise<true>((resolve) => {
      this.#onAppend = () => {
        if (holds(this.events)) resolve(true);
      };
    });
    const limit = clock.sleep(limitSeconds, AbortSignal.any([signal, isOver.signal])).then(() => false);
    try {
      return await Promise.race([happened, limit]);
    } finally {
      this.#onAppend = null;
      isOver.abort();
    }
  }
}
