import type { RehearsalEvent } from "../../rehearsal/events";

/**
 * Every answer must carry the promised TTL: exactly it at the authoritative server, at most it at the resolver,
 * which counts it down. `wireTtlSeconds` is in wall seconds. A sentence for each deviation.
 */
export function auditWireTtl(events: readonly RehearsalEvent[], wireTtlSeconds: number): string[] {
  return events.flatMap((event) => {
    if (event.event !== "answer" || event.wireTtlSeconds === null) return [];
    const given = event.wireTtlSeconds;
    if (event.observer === "authoritative") {
      if (given === wireTtlSeconds) return [];
      return [`The authoritative server gives a TTL of ${given} s on the wire, not ${wireTtlSeconds} s.`];
    }
    if (given >= 0 && given <= wireTtlSeconds) return [];
    return [`The resolver gives a TTL of ${given} s on the wire, not 0 to ${wireTtlSeconds} s.`];
  });
}
