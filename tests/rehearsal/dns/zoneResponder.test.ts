import assert from "node:assert/strict";
import { decode, encode, type Answer } from "dns-packet";
import { respond } from "../../../rehearsal/dns/message";
import { zoneResponder, type ZoneResponderOptions } from "../../../rehearsal/dns/zoneResponder";
import { route53Rules } from "../../../rehearsal/rules";
import type { ResourceRecordSet } from "../../../route53/types";
import { shopTopology } from "../../support/shopTopology";

const unhealthy = new Set<string>();

function ask(name: string, type: string, options: Partial<ZoneResponderOptions> = {}) {
  const responder = zoneResponder({
    zone: shopTopology.zone,
    isHealthy: (checkId) => !unhealthy.has(checkId),
    rules: route53Rules,
    speed: 1,
    seed: 1,
    ...options,
  });
  return responder({ name, type: type as "A" });
}

function a(name: string, data: string, ttl: number): Answer {
  return { type: "A", name, ttl, data };
}

function soa(ttl: number): Answer {
  const numbers = { serial: 1, refresh: 7200, retry: 900, expire: 1_209_600, minimum: 86_400 };
  const data = { mname: "ns.rehearsal.invalid.", rname: "awsdns-hostmaster.amazon.com.", ...numbers };
  return { type: "SOA", name: "example.com.", ttl, data };
}

function zoneOf(...recordSets: ResourceRecordSet[]) {
  return { ...shopTopology.zone, recordSets };
}

describe("zoneResponder", () => {
  afterEach(() => {
    unhealthy.clear();
  });

  it("answers by the health of the moment", () => {
    const responder = zoneResponder({
      zone: shopTopology.zone,
      isHealthy: (checkId) => !unhealthy.has(checkId),
      rules: route53Rules,
      speed: 1,
      seed: 1,
    });
    const www = { name: "www.example.com", type: "A" } as const;
    const answered = (data: string) => ({
      rcode: "NOERROR",
      answers: [a(www.name, data, 20)],
      authorities: [],
    });
    assert.deepEqual(responder(www), answered("192.0.2.10"));
    unhealthy.add("hc-primary");
    assert.deepEqual(responder(www), answered("198.51.100.20"));
    unhealthy.add("hc-backup");
    assert.deepEqual(responder(www), answered("192.0.2.10"));
    unhealthy.delete("hc-primary");
    assert.deepEqual(responder(www), answered("192.0.2.10"));
  });

  it("answers under the name in the letters of the question", () => {
    assert.deepEqual(ask("WWW.Example.com", "A").answers, [a("WWW.Example.com", "192.0.2.10", 20)]);
  });

  it("divides every TTL by the speed, the SOA's too", () => {
    assert.deepEqual(ask("www.example.com", "A", { speed: 10 }).answers, [
      a("www.example.com", "192.0.2.10", 2),
    ]);
    assert.deepEqual(ask("www.example.com", "AAAA", { speed: 10 }).authorities, [soa(90)]);
  });

  it("takes both rules from outside", () => {
    const rules = {
      wireTtlSeconds: () => 77,
      answer: () => [
        {
          probability: 1,
          rcode: "NOERROR" as const,
          answers: [{ name: "x.", type: "A" as const, ttl: 5, data: "192.0.2.99" }],
          recordSets: [],
        },
      ],
    };
    assert.deepEqual(ask("www.example.com", "A", { rules }).answers, [
      a("www.example.com", "192.0.2.99", 77),
    ]);
  });

  it("sends the SOA with NODATA and NXDOMAIN, for its 900 s, and nothing with REFUSED", () => {
    assert.deepEqual(ask("www.example.com", "AAAA"), {
      rcode: "NOERROR",
      answers: [],
      authorities: [soa(900)],
    });
    assert.deepEqual(ask("nothing.example.com", "A"), {
      rcode: "NXDOMAIN",
      answers: [],
      authorities: [soa(900)],
    });
    assert.deepEqual(ask("www.example.org", "A"), { rcode: "REFUSED", answers: [], authorities: [] });
  });

  it("makes the NS and SOA that the zone does not declare", () => {
    assert.deepEqual(ask("example.com", "NS").answers, [
      { type: "NS", name: "example.com", ttl: 172_800, data: "ns.rehearsal.invalid." },
    ]);
    assert.deepEqual(ask("example.com", "SOA").answers, [{ ...soa(900), name: "example.com" }]);
  });

  it("serves the zone's own NS and SOA where it declares them", () => {
    const value = "ns-1.awsdns-01.org. admin.example.com. 1 7200 900 1209600 300";
    const zone = zoneOf(
      { Name: "example.com.", Type: "SOA", TTL: 900, ResourceRecords: [{ Value: value }] },
      { Name: "example.com.", Type: "NS", TTL: 60, ResourceRecords: [{ Value: "ns-1.awsdns-01.org." }] },
    );
    assert.deepEqual(ask("example.com", "NS", { zone }).answers, [
      { type: "NS", name: "example.com", ttl: 60, data: "ns-1.awsdns-01.org." },
    ]);
    const [negative] = ask("none.example.com", "A", { zone }).authorities!;
    assert.ok(negative?.type === "SOA");
    // RFC 2308: the last number of the SOA where it is less than the TTL.
    assert.deepEqual([negative.ttl, negative.data.mname], [300, "ns-1.awsdns-01.org."]);
  });

  it("throws where an alias leaves the zone, which the server answers with SERVFAIL", () => {
    const zone = zoneOf({
      Name: "www.example.com.",
      Type: "A",
      AliasTarget: {
        HostedZoneId: "Z2FDTNDATAQYW2",
        DNSName: "d111.cloudfront.net.",
        EvaluateTargetHealth: false,
      },
    });
    assert.throws(() => ask("www.example.com", "A", { zone }), {
      message: "www.example.com is an alias to d111.cloudfront.net., which is not part of this zone.",
    });
  });

  it("answers ANY with one short record where the name exists, and as ever where it does not", () => {
    assert.deepEqual(ask("www.example.com", "ANY"), {
      rcode: "NOERROR",
      answers: [{ type: "HINFO", name: "www.example.com", ttl: 3600, data: { cpu: "RFC8482", os: "" } }],
    });
    assert.equal(ask("none.example.com", "ANY").rcode, "NXDOMAIN");
    assert.equal(ask("www.example.org", "ANY").rcode, "REFUSED");
  });

  it("refers to the name servers of a delegated part, with the addresses below it", () => {
    const set = (Name: string, Type: "NS" | "A", ...values: string[]): ResourceRecordSet => ({
      Name,
      Type,
      TTL: 60,
      ResourceRecords: values.map((Value) => ({ Value })),
    });
    const zone = zoneOf(
      set("sub.example.com.", "NS", "ns.sub.example.com.", "ns.example.org."),
      set("ns.sub.example.com.", "A", "192.0.2.53"),
    );
    assert.deepEqual(ask("www.sub.example.com", "A", { zone, speed: 10 }), {
      rcode: "NOERROR",
      isReferral: true,
      authorities: ["ns.sub.example.com.", "ns.example.org."].map((data) => ({
        type: "NS",
        name: "sub.example.com.",
        ttl: 6,
        data,
      })),
      additionals: [a("ns.sub.example.com.", "192.0.2.53", 6)],
    });
  });

  it("knows HTTPS and SVCB by number: a set that cannot be served is not taken for one that is absent", () => {
    for (const [type, wireType] of [
      ["SVCB", "UNKNOWN_64"],
      ["HTTPS", "UNKNOWN_65"],
    ] as const) {
      const zone = zoneOf({
        Name: "www.example.com.",
        Type: type,
        TTL: 60,
        ResourceRecords: [{ Value: "1 . alpn=h2" }],
      });
      assert.throws(() => ask("www.example.com", wireType, { zone }), /does not serve records of this type/);
      assert.deepEqual(ask("www.example.com", wireType).answers, []);
    }
  });

  it("goes over the wire with every record that it makes", () => {
    for (const type of ["A", "NS", "SOA"] as const) {
      const name = type === "A" ? "www.example.com" : "example.com";
      const response = respond(encode({ questions: [{ name, type }] }), "udp", (question) =>
        ask(question.name, question.type),
      );
      assert.equal(decode(response!).answers![0]!.type, type);
    }
  });
});

describe("zoneResponder, where several answers are possible", () => {
  const weighted = (id: string, weight: number): ResourceRecordSet => ({
    Name: "www.example.com.",
    Type: "A",
    SetIdentifier: id,
    Weight: weight,
    TTL: 20,
    ResourceRecords: [{ Value: `192.0.2.${id}` }],
  });

  function draws(seed: number, count: number): string[] {
    const zone = zoneOf(weighted("1", 3), weighted("2", 1));
    const responder = zoneResponder({ zone, isHealthy: () => true, rules: route53Rules, speed: 1, seed });
    return Array.from({ length: count }, () => {
      const [record] = responder({ name: "www.example.com", type: "A" }).answers!;
      return record?.type === "A" ? record.data : assert.fail();
    });
  }

  it("draws them by weight", () => {
    const first = draws(1, 4000).filter((data) => data === "192.0.2.1").length;
    // Mean 3,000, standard deviation 27; the seed is fixed, so this is no gamble.
    assert.ok(first > 2880 && first < 3120, `${first} of 4,000`);
  });

  it("draws the same for the same seed", () => {
    assert.deepEqual(draws(5, 50), draws(5, 50));
    assert.notDeepEqual(draws(5, 50), draws(6, 50));
  });

  it("sends as many of the multivalue records as one response carries, in drawn order", () => {
    const sets = Array.from({ length: 12 }, (_, at): ResourceRecordSet => ({
      Name: "www.example.com.",
      Type: "A",
      SetIdentifier: `${at}`,
      MultiValueAnswer: true,
      TTL: 20,
      ResourceRecords: [{ Value: `192.0.2.${at}` }],
    }));
    const responder = zoneResponder({
      zone: zoneOf(...sets),
      isHealthy: () => true,
      rules: route53Rules,
      speed: 1,
      seed: 1,
    });
    const seen = new Set<string>();
    for (let time = 0; time < 40; time += 1) {
      const { answers = [] } = responder({ name: "www.example.com", type: "A" });
      const addresses = answers.map((record) => (record.type === "A" ? record.data : assert.fail()));
      assert.equal(new Set(addresses).size, 8);
      for (const address of addresses) seen.add(address);
    }
    assert.equal(seen.size, 12);
  });
});
