import assert from "node:assert/strict";
import type { Answer } from "dns-packet";
import type { DnsAnswer } from "../../../rehearsal/dns/client";
import {
  newResolver,
  resolutionOf,
  type Resolve,
  type ResolverOptions,
} from "../../../rehearsal/dns/resolver";
import { manualClock, type ManualClock } from "../../support/manualClock";

const www = { name: "www.example.com.", type: "A" };

function a(data: string, ttl: number): Answer {
  return { type: "A", name: "www.example.com", ttl, data };
}

function positive(ttl: number, ...addresses: string[]): DnsAnswer {
  return { rcode: "NOERROR", answers: addresses.map((data) => a(data, ttl)), authorities: [] };
}

function negative(rcode: string, ttl: number, minimum: number): DnsAnswer {
  const data = { mname: "ns", rname: "admin", serial: 1, refresh: 1, retry: 1, expire: 1, minimum };
  return { rcode, answers: [], authorities: [{ type: "SOA", name: "example.com", ttl, data }] };
}

interface Upstream {
  answer: DnsAnswer;
  asked: number;
}

function resolverAt(
  answer: DnsAnswer,
  speed = 1,
  more: Partial<ResolverOptions> = {},
): { clock: ManualClock; upstream: Upstream; resolve: Resolve } {
  const clock = manualClock();
  const upstream: Upstream = { answer, asked: 0 };
  const ask = (): Promise<DnsAnswer> => {
    upstream.asked += 1;
    return Promise.resolve(upstream.answer);
  };
  return { clock, upstream, resolve: newResolver({ ask, clock, speed, ...more }) };
}

describe("newResolver", () => {
  it("keeps an answer for its TTL and into the second after it, counting down to 0, and not longer", async () => {
    const { clock, upstream, resolve } = resolverAt(positive(20, "192.0.2.10"));
    assert.equal((await resolve(www)).wireTtlSeconds, 20);
    upstream.answer = positive(20, "198.51.100.20");
    for (const [atSeconds, left] of [
      [0.5, 20],
      [1, 19],
      [19.999, 1],
      [20, 0],
      [20.999, 0],
    ] as const) {
      await clock.advance(atSeconds - clock.nowSeconds());
      const expected = { rcode: "NOERROR", addresses: ["192.0.2.10"], wireTtlSeconds: left };
      assert.deepEqual(await resolve(www), expected, `at ${atSeconds} s`);
    }
    assert.equal(upstream.asked, 1);
    await clock.advance(0.001);
    assert.deepEqual(await resolve(www), {
      rcode: "NOERROR",
      addresses: ["198.51.100.20"],
      wireTtlSeconds: 20,
    });
    assert.equal(upstream.asked, 2);
  });

  it("counts whole seconds like unbound: an answer of the end of a second lives little more than its TTL", async () => {
    const { clock, upstream, resolve } = resolverAt(positive(20, "192.0.2.10"));
    await clock.advance(0.9);
    await resolve(www);
    await clock.advance(20);
    await resolve(www);
    assert.equal(upstream.asked, 1);
    await clock.advance(0.1);
    await resolve(www);
    assert.equal(upstream.asked, 2);
  });

  it("takes the TTL on the wire for wall seconds: at speed 10, 2 s are 20 of the scenario", async () => {
    const { clock, upstream, resolve } = resolverAt(positive(2, "192.0.2.10"), 10);
    await resolve(www);
    await clock.advance(9);
    assert.equal((await resolve(www)).wireTtlSeconds, 1);
    await clock.advance(11.999);
    assert.equal((await resolve(www)).wireTtlSeconds, 0);
    assert.equal(upstream.asked, 1);
    await clock.advance(0.001);
    await resolve(www);
    assert.equal(upstream.asked, 2);
  });

  it("keeps a negative answer for the lesser of the SOA's TTL and its last number", async () => {
    for (const answer of [negative("NXDOMAIN", 5, 60), negative("NOERROR", 60, 5)]) {
      const { clock, upstream, resolve } = resolverAt(answer);
      const expected = { rcode: answer.rcode, addresses: [], wireTtlSeconds: null };
      assert.deepEqual(await resolve(www), expected);
      upstream.answer = positive(20, "192.0.2.10");
      await clock.advance(5.999);
      assert.deepEqual(await resolve(www), expected);
      await clock.advance(0.001);
      assert.deepEqual((await resolve(www)).addresses, ["192.0.2.10"]);
    }
  });

  it("keeps an answer for its least TTL where that is longer: 30 s of the scenario are 3 wall seconds", async () => {
    const { clock, upstream, resolve } = resolverAt(positive(2, "192.0.2.10"), 10, { leastTtlSeconds: 30 });
    assert.equal((await resolve(www)).wireTtlSeconds, 3);
    upstream.answer = positive(4, "198.51.100.20");
    await clock.advance(30.999);
    assert.deepEqual((await resolve(www)).addresses, ["192.0.2.10"]);
    await clock.advance(0.001);
    assert.deepEqual(await resolve(www), {
      rcode: "NOERROR",
      addresses: ["198.51.100.20"],
      wireTtlSeconds: 4,
    });
    // 4 wall seconds are more than the least TTL: they count.
    upstream.answer = positive(2, "192.0.2.10");
    await clock.advance(40.999);
    assert.deepEqual((await resolve(www)).addresses, ["198.51.100.20"]);
    await clock.advance(0.001);
    assert.deepEqual((await resolve(www)).addresses, ["192.0.2.10"]);
    assert.equal(upstream.asked, 3);
  });

  it("clamps a negative answer too, and keeps no failure for that", async () => {
    const { clock, upstream, resolve } = resolverAt(negative("NXDOMAIN", 5, 5), 1, { leastTtlSeconds: 30 });
    await resolve(www);
    await clock.advance(30.999);
    assert.equal((await resolve(www)).rcode, "NXDOMAIN");
    upstream.answer = { rcode: "SERVFAIL", answers: [], authorities: [] };
    await clock.advance(0.001);
    await resolve(www);
    await resolve(www);
    assert.equal(upstream.asked, 3);
  });

  it("may hold its first answer for a while already: of 20 s, 12 are over, and of the next none", async () => {
    const { clock, upstream, resolve } = resolverAt(positive(20, "192.0.2.10"), 1, { firstAgeSeconds: 12 });
    assert.equal((await resolve(www)).wireTtlSeconds, 8);
    await clock.advance(8.999);
    await resolve(www);
    assert.equal(upstream.asked, 1);
    await clock.advance(0.001);
    assert.equal((await resolve(www)).wireTtlSeconds, 20);
    assert.equal(upstream.asked, 2);
  });

  it("keeps no failure", async () => {
    const { upstream, resolve } = resolverAt({ rcode: "SERVFAIL", answers: [], authorities: [] });
    assert.deepEqual(await resolve(www), { rcode: "SERVFAIL", addresses: [], wireTtlSeconds: null });
    upstream.answer = positive(20, "192.0.2.10");
    assert.deepEqual((await resolve(www)).addresses, ["192.0.2.10"]);
  });

  it("asks once for questions that arrive together, and for a name in any letters", async () => {
    const { upstream, resolve } = resolverAt(positive(20, "192.0.2.10"));
    const [first, second] = await Promise.all([resolve(www), resolve({ ...www, name: "WWW.example.com." })]);
    assert.deepEqual(first, second);
    await resolve({ ...www, name: "www.EXAMPLE.com." });
    assert.equal(upstream.asked, 1);
  });

  it("keeps types apart", async () => {
    const { upstream, resolve } = resolverAt(positive(20, "192.0.2.10"));
    await resolve(www);
    await resolve({ ...www, type: "AAAA" });
    assert.equal(upstream.asked, 2);
  });
});

describe("resolutionOf", () => {
  it("sorts the data of the type asked for, and takes the least TTL", () => {
    const cname: Answer = { type: "CNAME", name: "www.example.com", ttl: 1, data: "primary.example.com" };
    const answer = {
      rcode: "NOERROR",
      answers: [cname, a("192.0.2.9", 30), a("192.0.2.10", 20)],
      authorities: [],
    };
    assert.deepEqual(resolutionOf(answer, www), {
      rcode: "NOERROR",
      addresses: ["192.0.2.10", "192.0.2.9"],
      wireTtlSeconds: 20,
    });
  });

  it("has no TTL without an answer", () => {
    assert.deepEqual(resolutionOf(negative("NXDOMAIN", 5, 5), www), {
      rcode: "NXDOMAIN",
      addresses: [],
      wireTtlSeconds: null,
    });
  });
});
