import type { Clock } from "./clock";

/** The limit on what is being waited for at the moment. */
export interface Deadline {
  /** Calls back once after `seconds` of scenario time; takes the place of the limit before it. */
  set(seconds: number, onExpiry: () => void): void;
  clear(): void;
}

/** A deadline that is not set yet. */
export function newDeadline(clock: Clock): Deadline {
  let pending = new AbortController();
  return {
    set: (seconds, onExpiry) => {
      pending.abort();
      pending = new AbortController();
      clock.sleep(seconds, pending.signal).then(onExpiry, () => undefined);
    },
    clear: () => {
      pending.abort();
    },
  };
}
