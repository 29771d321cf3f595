import assert from "node:assert/strict";
import fc from "fast-check";
import { answer, indexZone, type Outcome } from "../../route53/answer";
import type { ResourceRecordSet, Zone } from "../../route53/types";
import { ZoneError } from "../../route53/zoneError";
import { address, alias, asked, blindAlias, shares, zoneOf } from "./zones";

const pair = zoneOf(
  alias("www", "primary", { SetIdentifier: "www-primary", Failover: "PRIMARY", HealthCheckId: "p" }),
  alias("www", "backup", { SetIdentifier: "www-backup", Failover: "SECONDARY", HealthCheckId: "s" }),
  address("primary", "192.0.2.10", { TTL: 20 }),
  address("backup", "198.51.100.20", { TTL: 20 }),
);

function question(zone: Zone, name: string, type: string): Outcome[] {
  return answer(indexZone(zone), () => true, { name, type });
}

describe("answer", () => {
  it("shows the alias's name, its target's TTL and the way there", () => {
    const expected: Outcome[] = [
      {
        probability: 1,
        rcode: "NOERROR",
        answers: [{ name: "www.example.com.", type: "A", ttl: 20, data: "192.0.2.10" }],
        recordSets: [
          { name: "www.example.com.", type: "A", setIdentifier: "www-primary" },
          { name: "primary.example.com.", type: "A" },
        ],
      },
    ];
    assert.deepEqual(question(pair, "WWW.Example.com", "A"), expected);
  });

  it("lists all values of a simple set, sorted, each once", () => {
    const values = ["192.0.2.9", "192.0.2.1", "192.0.2.10", "192.0.2.1"].map((Value) => ({ Value }));
    const [outcome] = asked(zoneOf(address("www", "", { ResourceRecords: values })), "www");
    assert.deepEqual(
      outcome?.answers.map(({ data }) => data),
      ["192.0.2.1", "192.0.2.10", "192.0.2.9"],
    );
  });

  it("answers under the name asked for where a wildcard matches", () => {
    const zone = zoneOf(address("\\052", "192.0.2.1"));
    assert.deepEqual(question(zone, "a.B.example.com", "A"), [
      {
        probability: 1,
        rcode: "NOERROR",
        answers: [{ name: "a.b.example.com.", type: "A", ttl: 60, data: "192.0.2.1" }],
        recordSets: [{ name: "\\052.example.com.", type: "A" }],
      },
    ]);
  });

  it("answers with the CNAME alone", () => {
    const cname: ResourceRecordSet = { ...address("docs", "WWW.example.com"), Type: "CNAME" };
    const zone = zoneOf(cname, address("www", "192.0.2.1"));
    assert.deepEqual(question(zone, "docs.example.com", "A"), [
      {
        probability: 1,
        rcode: "NOERROR",
        answers: [{ name: "docs.example.com.", type: "CNAME", ttl: 60, data: "www.example.com." }],
        recordSets: [{ name: "docs.example.com.", type: "CNAME" }],
      },
    ]);
  });

  it("shows an alias to something outside the zone as ALIAS, without TTL", () => {
    const target = {
      HostedZoneId: "Z35ELB",
      DNSName: "Dualstack.LB.elb.amazonaws.com",
      EvaluateTargetHealth: true,
    };
    const zone = zoneOf({ ...alias("www", ""), AliasTarget: target });
    assert.deepEqual(question(zone, "www.example.com", "A"), [
      {
        probability: 1,
        rcode: "NOERROR",
        answers: [
          { name: "www.example.com.", type: "ALIAS", ttl: null, data: "dualstack.lb.elb.amazonaws.com." },
        ],
        recordSets: [{ name: "www.example.com.", type: "A" }],
      },
    ]);
  });

  it("lists more than eight healthy multivalue sets, of which one response carries eight", () => {
    const sets = Array.from({ length: 9 }, (_, at) =>
      address("www", `192.0.2.${at + 1}`, { MultiValueAnswer: true, SetIdentifier: `${at + 1}` }),
    );
    const [outcome, ...more] = asked(zoneOf(...sets), "www");
    assert.deepEqual(more, []);
    assert.equal(outcome?.choose, 8);
    assert.equal(outcome.answers.length, 9);
    assert.deepEqual(
      outcome.recordSets.map(({ setIdentifier }) => setIdentifier),
      ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
    );
    assert.deepEqual(Object.keys(asked(zoneOf(...sets.slice(1)), "www")[0] ?? {}), [
      "probability",
      "rcode",
      "answers",
      "recordSets",
    ]);
  });

  const nothing: [what: string, name: string, type: string, rcode: Outcome["rcode"]][] = [
    ["NODATA for another type", "www.example.com", "AAAA", "NOERROR"],
    ["NODATA for the zone's own name", "example.com", "A", "NOERROR"],
    ["NODATA for a type that Route 53 does not serve", "www.example.com", "__proto__", "NOERROR"],
    ["NXDOMAIN for a name that does not exist", "nobody.example.com", "A", "NXDOMAIN"],
    ["REFUSED outside the zone", "www.example.org", "A", "REFUSED"],
    ["REFUSED for the root", ".", "NS", "REFUSED"],
  ];
  for (const [what, name, type, rcode] of nothing) {
    it(`is ${what}`, () => {
      assert.deepEqual(question(pair, name, type), [{ probability: 1, rcode, answers: [], recordSets: [] }]);
    });
  }

  it("is a referral, not an answer, below a delegation: its NS set is named", () => {
    const delegated: ResourceRecordSet = { ...address("sub", "ns.example.net"), Type: "NS" };
    const recordSets = [{ name: "sub.example.com.", type: "NS" }];
    assert.deepEqual(question(zoneOf(delegated), "www.sub.example.com", "A"), [
      { probability: 1, rcode: "NOERROR", answers: [], recordSets },
    ]);
  });

  it("has no answer where no geolocation set is for the client, at once or behind an alias", () => {
    const german = address("geo", "192.0.2.1", { GeoLocation: { CountryCode: "DE" }, SetIdentifier: "de" });
    const zone = zoneOf(german, blindAlias("www", "geo"));
    const none: Outcome = { probability: 1, rcode: "NOERROR", answers: [], recordSets: [] };
    assert.deepEqual(asked(zone, "geo"), [none]);
    assert.deepEqual(asked(zone, "www"), [
      { ...none, recordSets: [{ name: "www.example.com.", type: "A" }] },
    ]);
  });

  it("has no answer where an alias leads to a name that the zone lacks", () => {
    const none: Outcome = { probability: 1, rcode: "NOERROR", answers: [], recordSets: [] };
    const recordSets = [{ name: "www.example.com.", type: "A" as const }];
    assert.deepEqual(asked(zoneOf(alias("www", "gone")), "www"), [{ ...none, recordSets }]);
  });

  it("has no TTL, and no values, where a set written by hand lacks them", () => {
    const { TTL: _ttl, ...endless } = address("a", "192.0.2.1");
    const { ResourceRecords: _values, ...empty } = address("b", "192.0.2.1");
    assert.equal(asked(zoneOf(endless, empty), "a")[0]?.answers[0]?.ttl, null);
    assert.deepEqual(asked(zoneOf(endless, empty), "b")[0]?.answers, []);
  });

  it("multiplies probabilities along alias chains, most probable first", () => {
    const weight = (Weight: number): Partial<ResourceRecordSet> => ({ Weight, SetIdentifier: `${Weight}` });
    const zone = zoneOf(
      alias("www", "a", weight(1)),
      address("www", "192.0.2.9", weight(3)),
      address("a", "192.0.2.1", weight(2)),
      address("a", "192.0.2.2", weight(6)),
    );
    assert.deepEqual(shares(asked(zone, "www")), ["192.0.2.9 75%", "192.0.2.2 18.75%", "192.0.2.1 6.25%"]);
  });

  it("lists 10,000 outcomes, and refuses to list more", () => {
    const fan = (label: string, of: number, target: string): ResourceRecordSet[] =>
      Array.from({ length: of }, (_, at) => alias(label, target, { Weight: 1, SetIdentifier: `${at}` }));
    const square = (of: number): Zone =>
      zoneOf(...fan("www", 100, "a"), ...fan("a", of, "b"), address("b", "192.0.2.1"));
    assert.equal(asked(square(100), "www").length, 10_000);
    const problem = "www.example.com.: more than 10000 possible outcomes.";
    assert.throws(() => asked(square(101), "www"), new ZoneError([problem]));
  });

  it("stops early in a tree of 2 to the power of 60 outcomes", () => {
    const levels = Array.from({ length: 60 }, (_, at) => [
      alias(`n${at}`, `n${at + 1}`, { Weight: 1, SetIdentifier: "a" }),
      alias(`n${at}`, `n${at + 1}`, { Weight: 1, SetIdentifier: "b" }),
    ]);
    const zone = zoneOf(...levels.flat(), address("n60", "192.0.2.1"));
    assert.throws(() => asked(zone, "n0"), ZoneError);
  });
});

describe("answers in general", () => {
  /** Any tree of two levels: names a to c hold aliases of one policy each, which lead to the names d to f. */
  const labels = fc.constantFrom("d", "e", "f");
  const checks = ["h1", "h2", "h3", "h4"];
  const checkId = fc.option(fc.constantFrom(...checks), { nil: undefined });
  const aliasPolicies: ((at: number) => Partial<ResourceRecordSet>)[] = [
    (at) => ({ Failover: at % 2 === 0 ? "PRIMARY" : "SECONDARY" }),
    (at) => ({ Weight: at }),
    () => ({ Weight: 0 }),
    (at) => ({ Region: `region-${at}` }),
    (at) => ({ GeoLocation: { CountryCode: at === 0 ? "*" : "DE" } }),
  ];
  const multivalue = (): Partial<ResourceRecordSet> => ({ MultiValueAnswer: true });
  const leaf = (label: string): fc.Arbitrary<ResourceRecordSet[]> =>
    fc
      .tuple(fc.constantFrom(...aliasPolicies, multivalue), fc.array(checkId, { minLength: 1, maxLength: 2 }))
      .map(([policy, ids]) =>
        ids.map((id, at) => address(label, `192.0.2.${at}`, named(at, policy(at), id))),
      );
  const top = (label: string): fc.Arbitrary<ResourceRecordSet[]> =>
    fc
      .tuple(
        fc.constantFrom(...aliasPolicies),
        fc.array(fc.tuple(checkId, labels, fc.boolean()), { minLength: 1, maxLength: 2 }),
      )
      .map(([policy, members]) =>
        members.map(([id, target, isBlind], at) =>
          (isBlind ? blindAlias : alias)(label, target, named(at, policy(at), id)),
        ),
      );
  const zones = fc
    .tuple(top("a"), top("b"), top("c"), leaf("d"), leaf("e"), leaf("f"))
    .map((groups) => zoneOf(...groups.flat()));
  const states = fc.subarray(checks);
  const asks = fc.constantFrom("a", "b", "c", "d", "e", "f");

  function named(
    at: number,
    policy: Partial<ResourceRecordSet>,
    id: string | undefined,
  ): Partial<ResourceRecordSet> {
    return { SetIdentifier: `${at}`, ...policy, ...(id !== undefined && { HealthCheckId: id }) };
  }

  it("have probabilities above 0 that add up to 1, in descending order", () => {
    fc.assert(
      fc.property(zones, asks, states, (zone, label, unhealthy) => {
        const chances = asked(zone, label, unhealthy).map(({ probability }) => probability);
        assert.ok(chances.every((chance) => chance > 0));
        assert.ok(Math.abs(chances.reduce((sum, chance) => sum + chance, 0) - 1) < 1e-9);
        assert.deepEqual(
          chances,
          [...chances].sort((a, b) => b - a),
        );
      }),
    );
  });

  it("only ever come from record sets of the name's own chain", () => {
    fc.assert(
      fc.property(zones, asks, states, (zone, label, unhealthy) => {
        for (const { answers, recordSets } of asked(zone, label, unhealthy)) {
          const chain = recordSets.map(({ name, setIdentifier }) =>
            zone.recordSets.find((set) => set.Name === name && set.SetIdentifier === setIdentifier)!,
          );
          const own = `${label}.example.com.`;
          const target = chain[0]?.AliasTarget?.DNSName;
          assert.ok(chain.every(({ Name: name }, at) => name === (at === 0 ? own : (target ?? own))));
          const values = chain.flatMap((set) => set.ResourceRecords ?? []).map(({ Value: data }) => data);
          const expected = [...new Set(values)]
            .sort()
            .map((data) => ({ name: own, type: "A", ttl: 60, data }));
          assert.deepEqual(answers, expected);
        }
      }),
    );
  });

  it("never follow an alias whose target is another zone's, though its name lies in this one", () => {
    fc.assert(
      fc.property(zones, asks, states, (zone, label, unhealthy) => {
        const recordSets = zone.recordSets.map((set) =>
          set.AliasTarget ? { ...set, AliasTarget: { ...set.AliasTarget, HostedZoneId: "Z1" } } : set,
        );
        for (const outcome of asked({ ...zone, recordSets }, label, unhealthy)) {
          const owner = `${label}.example.com.`;
          assert.deepEqual([...new Set(outcome.recordSets.map(({ name }) => name))], [owner]);
          const type = "abc".includes(label) ? "ALIAS" : "A";
          assert.deepEqual([...new Set(outcome.answers.map((answer) => answer.type))], [type]);
        }
      }),
    );
  });

  it("are never empty, whatever is unhealthy", () => {
    fc.assert(
      fc.property(zones, asks, states, (zone, label, unhealthy) => {
        assert.ok(asked(zone, label, unhealthy).every(({ answers }) => answers.length > 0));
      }),
    );
  });

  it("of a failover pair are never empty, whatever its targets and their health", () => {
    fc.assert(
      fc.property(
        leaf("d"),
        leaf("e"),
        states,
        fc.boolean(),
        fc.boolean(),
        (first, second, unhealthy, p, s) => {
          const pairOf = [
            (p ? blindAlias : alias)("www", "d", {
              Failover: "PRIMARY",
              SetIdentifier: "p",
              HealthCheckId: "h1",
            }),
            (s ? blindAlias : alias)("www", "e", { Failover: "SECONDARY", SetIdentifier: "s" }),
          ];
          const zone = zoneOf(...pairOf, ...first, ...second);
          assert.ok(asked(zone, "www", unhealthy).every(({ answers }) => answers.length > 0));
        },
      ),
    );
  });

  it("stay answers when a healthy record set joins the group", () => {
    fc.assert(
      fc.property(zones, asks, states, (zone, label, unhealthy) => {
        const like = zone.recordSets.find(({ Name }) => Name === `${label}.example.com.`)!;
        const { HealthCheckId: _id, AliasTarget: _target, ...policy } = like;
        const joined = address(label, "192.0.2.77", { ...policy, SetIdentifier: "joined" });
        const before = asked(zone, label, unhealthy);
        const after = asked({ ...zone, recordSets: [...zone.recordSets, joined] }, label, unhealthy);
        const isUnanswered = (outcomes: readonly Outcome[]): boolean =>
          outcomes.some(({ answers }) => answers.length === 0);
        assert.ok(isUnanswered(before) || !isUnanswered(after));
      }),
    );
  });
});
