/** What the parts of a rehearsal are called in a report. */

const observers: Readonly<Record<string, string>> = {
  authoritative: "name server",
  resolver: "resolver",
};

/** Who is asked for the failover name, in at most two words; by its own name when it is not known here. */
export function observerLabel(observer: string): string {
  return observers[observer] ?? observer;
}

const shoppers: Readonly<Record<string, string>> = {
  fresh: "new connection",
  pooled: "kept connection",
};

/** A kind of shopper by what it does, in at most two words; by its own name when it is not known here. */
export function shopperLabel(kind: string): string {
  return shoppers[kind] ?? kind;
}

/** Seconds as a table shows them; unknown is said in words. */
export function secondsText(seconds: number | null): string {
  return seconds === null ? "unknown" : seconds.toFixed(1);
}
