/** What the parts of a rehearsal are called in a report. */
import { clampedTtlSeconds } from "../../rehearsal/dns/resolver";
import type { Report } from "./schema";

const observers: Readonly<Record<string, string>> = {
  authoritative: "name server",
  resolver: "resolver",
  clamping: "clamping resolver",
};

/** Who is asked for the failover name, in at most two words; by its own name when it is not known here. */
export function observerLabel(observer: string): string {
  return observers[observer] ?? observer;
}

const shoppers: Readonly<Record<string, { readonly label: string; readonly words: string }>> = {
  fresh: { label: "new connection", words: "looks the name up for each page" },
  pooled: { label: "kept connection", words: "keeps its connection while it lives" },
  clamped: { label: "clamped TTL", words: `resolver keeps answers ${clampedTtlSeconds} s at least` },
  forever: { label: "cached for ever", words: "looks the name up only once" },
};

/** A kind of shopper, in at most three words; by its own name when it is not known here. */
export function shopperLabel(kind: string): string {
  return shoppers[kind]?.label ?? kind;
}

/** What a kind of shopper does, in at most 40 letters; its own name when it is not known here. */
export function shopperWords(kind: string): string {
  return shoppers[kind]?.words ?? kind;
}

type Shopper = Report["shoppers"][number];

/** How long a shopper took to the backup. */
export function toBackupText({ failedRequests, toBackupSeconds }: Shopper): string {
  if (failedRequests === null) return "unknown";
  return toBackupSeconds === null ? "never" : secondsText(toBackupSeconds);
}

/** How long a shopper took home; where it had not come home at the end, more than was watched. */
export function homeText(
  { failedRequests, homeSeconds }: Shopper,
  { restoreSeconds, endSeconds }: Pick<Report, "restoreSeconds" | "endSeconds">,
): string {
  if (failedRequests === null || restoreSeconds === null) return "unknown";
  return homeSeconds === null ? `> ${secondsText(endSeconds - restoreSeconds)}` : secondsText(homeSeconds);
}

/** Seconds as a table shows them; unknown is said in words. */
export function secondsText(seconds: number | null): string {
  return seconds === null ? "unknown" : seconds.toFixed(1);
}
