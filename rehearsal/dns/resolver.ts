/** A caching resolver, as a shopper's provider runs one: it honours the TTL (RFC 1035 section 7, RFC 2308) or clamps it. */
import type { Question } from "../../route53/answer";
import type { Clock } from "../clock";
import type { DnsAnswer } from "./client";

/** What the resolver tells its client. */
export interface Resolution {
  readonly rcode: string;
  /** Data of the records of the type asked for, sorted. */
  readonly addresses: readonly string[];
  /** What is left of the TTL, in wall seconds; null when there is no answer. */
  readonly wireTtlSeconds: number | null;
}

/** Resolves one question, from the cache while it may. */
export type Resolve = (question: Question) => Promise<Resolution>;

/** What a resolver works with; `ask` asks the authoritative server. */
export interface ResolverOptions {
  readonly ask: (question: Question) => Promise<DnsAnswer>;
  readonly clock: Clock;
  readonly speed: number;
  /** Keeps every answer at least so long, in scenario seconds; without it, for its TTL. */
  readonly leastTtlSeconds?: number;
  /** How long the first answer has been in the cache already, in scenario seconds: others have asked before. */
  readonly firstAgeSeconds?: number;
}

/**
 * The least TTL of the resolver that clamps, in scenario seconds: some providers save questions that way, with
 * unbound's `cache-min-ttl` for one.
 */
export const clampedTtlSeconds = 30;

interface Cached {
  readonly resolution: Resolution;
  readonly storedAtSeconds: number;
  /** TTL in wall seconds. */
  readonly ttlSeconds: number;
}

/**
 * A resolver with an empty cache. Like unbound it counts whole seconds (here: of the scenario), so that an answer
 * can live for up to a second more than its TTL. Questions that arrive while one is under way share its answer.
 */
export function newResolver(options: ResolverOptions): Resolve {
  const { ask, clock, speed, leastTtlSeconds = 0, firstAgeSeconds = 0 } = options;
  const cache = new Map<string, Cached>();
  const underWay = new Map<string, Promise<Resolution>>();

  const ageSeconds = (cached: Cached): number =>
    Math.floor(clock.nowSeconds()) - Math.floor(cached.storedAtSeconds);

  const refresh = async (key: string, question: Question): Promise<Resolution> => {
    const answer = await ask(question);
    const resolution = resolutionOf(answer, question);
    const givenTtlSeconds = resolution.wireTtlSeconds ?? negativeTtlSeconds(answer);
    if (givenTtlSeconds === null) return resolution;
    const ttlSeconds = Math.max(givenTtlSeconds, leastTtlSeconds / speed);
    const heldSeconds = cache.has(key) ? 0 : firstAgeSeconds;
    const cached = { resolution, storedAtSeconds: clock.nowSeconds() - heldSeconds, ttlSeconds };
    cache.set(key, cached);
    return aged(cached, ageSeconds(cached) / speed);
  };

  return async (question) => {
    const key = `${question.name.toLowerCase()} ${question.type}`;
    const cached = cache.get(key);
    if (cached && ageSeconds(cached) <= cached.ttlSeconds * speed)
      return aged(cached, ageSeconds(cached) / speed);
    const pending = underWay.get(key) ?? refresh(key, question).finally(() => underWay.delete(key));
    underWay.set(key, pending);
    return pending;
  };
}

/** What an answer says about a question: sorted data and the least TTL among its records. */
export function resolutionOf({ rcode, answers }: DnsAnswer, { type }: Question): Resolution {
  const records = answers.flatMap((record) =>
    record.type === type && "data" in record && typeof record.data === "string"
      ? [{ data: record.data, ttl: record.ttl ?? 0 }]
      : [],
  );
  return {
    rcode,
    addresses: records.map(({ data }) => data).sort(),
    wireTtlSeconds: records.length > 0 ? Math.min(...records.map(({ ttl }) => ttl)) : null,
  };
}

/** That of the SOA which comes with a negative answer; null for a failure, which is not kept. */
function negativeTtlSeconds({ authorities }: DnsAnswer): number | null {
  const soa = authorities.find((record) => record.type === "SOA");
  return soa ? Math.min(soa.ttl ?? 0, soa.data.minimum ?? 0) : null;
}

function aged({ resolution, ttlSeconds }: Cached, ageWallSeconds: number): Resolution {
  if (resolution.wireTtlSeconds === null) return resolution;
  return { ...resolution, wireTtlSeconds: Math.max(0, Math.floor(ttlSeconds - ageWallSeconds)) };
}
