import type { Reply, Responder } from "../../../rehearsal/dns/message";

/** A resolver that keeps what it was told for as long as the answer's TTL says, and asks no further than one zone. */
export function cachingResponder(authoritative: Responder, nowMs: () => number = Date.now): Responder {
  const cache = new Map<string, { readonly reply: Reply; readonly untilMs: number }>();
  return (question) => {
    const key = `${question.name.toLowerCase()} ${question.type}`;
    const cached = cache.get(key);
    if (cached && cached.untilMs > nowMs()) return cached.reply;
    const reply = authoritative(question);
    const ttls = [...(reply.answers ?? []), ...(reply.authorities ?? [])].map((record) =>
      "ttl" in record ? (record.ttl ?? 0) : 0,
    );
    if (ttls.length > 0) cache.set(key, { reply, untilMs: nowMs() + Math.min(...ttls) * 1_000 });
    return reply;
  };
}
