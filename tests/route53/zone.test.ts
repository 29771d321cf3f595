import assert from "node:assert/strict";
import fc from "fast-check";
import { answer, indexZone } from "../../route53/answer";
import { healthOfChecks } from "../../route53/healthCheck";
import { parseHealthChecks, parseZone, warnings } from "../../route53/zone";
import { ZoneError } from "../../route53/zoneError";
import { hostileDumps } from "./hostileDumps";
import { address, alias, zoneId, zoneOf } from "./zones";

const soa = {
  Name: "example.com.",
  Type: "SOA",
  TTL: 900,
  ResourceRecords: [{ Value: "ns.example.com. a.b. 1 7200 900 1209600 86400" }],
};
const www = address("www", "192.0.2.1");
const hostedZone = { Id: `/hostedzone/${zoneId}`, Name: "Example.com" };

/** The problems that reading a text reports; none if it can be read. */
function problemsOf(read: (text: string) => unknown, dump: unknown): readonly string[] {
  try {
    read(typeof dump === "string" ? dump : JSON.stringify(dump));
    return [];
  } catch (error) {
    assert.ok(error instanceof ZoneError, String(error));
    return error.problems;
  }
}

describe("parseZone", () => {
  it("reads a list with its hosted zone", () => {
    const zone = parseZone(JSON.stringify({ ResourceRecordSets: [www], HostedZone: hostedZone }));
    assert.deepEqual(zone, { id: zoneId, name: "example.com.", recordSets: [www] });
  });

  it("takes the zone's name from the SOA set, and then knows no id", () => {
    const zone = parseZone(JSON.stringify({ ResourceRecordSets: [www, soa] }));
    assert.deepEqual(zone, { id: "", name: "example.com.", recordSets: [www, soa] });
  });

  const list = { ResourceRecordSets: [www], HostedZone: hostedZone };
  const refused: [what: string, dump: unknown, ...problems: string[]][] = [
    ["a list", [], "The text must be an object, not a list of 0."],
    ["no list of record sets", {}, "ResourceRecordSets must be a list, as the AWS CLI prints it."],
    [
      "a list that --max-items cut off",
      { ...list, NextToken: "x" },
      "ResourceRecordSets is cut off: list again without --max-items.",
    ],
    [
      "a list that the API cut off",
      { ...list, IsTruncated: true },
      "ResourceRecordSets is cut off: list again without --max-items.",
    ],
    [
      "a zone without name",
      { ResourceRecordSets: [www] },
      "The zone has no name: there is neither a HostedZone nor a SOA record set.",
    ],
    ["a hosted zone without name", { ...list, HostedZone: { Id: "Z1" } }, "HostedZone.Name is missing."],
    ["a hosted zone that is none", { ...list, HostedZone: null }, "HostedZone must be an object, not null."],
    [
      "members of the wrong shape, each by its place and what it calls itself",
      {
        ...list,
        ResourceRecordSets: [
          null,
          { Name: "a\u001b.example.com.", Type: "A", SetIdentifier: "s", TTL: -1 },
          { Type: 5 },
        ],
      },
      "ResourceRecordSets[0]: must be an object, not null.",
      "ResourceRecordSets[1] (a\\u001b.example.com. A s): TTL must be a whole number from 0 to 2147483647, not -1.",
      "ResourceRecordSets[2]: Name is missing.",
      "ResourceRecordSets[2]: Type must be one of A, AAAA, CAA, CNAME, DS, HTTPS, MX, NAPTR, NS, PTR, SOA, SPF, SRV, SSHFP, SVCB, TLSA, TXT, not 5.",
    ],
    [
      "what the API refuses, all of it",
      { ...list, ResourceRecordSets: [www, www, alias("x", "gone")] },
      "www.example.com. A: Tried to create resource record set [name='www.example.com.', type='A'] but it already exists",
      `x.example.com. A: Tried to create an alias that targets gone.example.com., type A in zone ${zoneId}, but that target was not found`,
    ],
  ];
  for (const [what, dump, ...problems] of refused) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(problemsOf(parseZone, dump), problems);
    });
  }

  it("says in one line where a text is not JSON", () => {
    const problems = problemsOf(parseZone, "{\n\u001b");
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? "", /^The text is not JSON: [\x20-\x7e]+\.$/);
  });

  it("does not trip over names that objects have of themselves", () => {
    const text = '{"__proto__": {"ResourceRecordSets": []}, "constructor": 1}';
    assert.deepEqual(problemsOf(parseZone, text), [
      "ResourceRecordSets must be a list, as the AWS CLI prints it.",
    ]);
  });

  it("either refuses a mutated dump with problems, or reads a zone that answers", () => {
    const text = JSON.stringify({
      HostedZone: hostedZone,
      ResourceRecordSets: [
        alias("www", "a", { SetIdentifier: "p", Failover: "PRIMARY", HealthCheckId: "hc" }),
        address("www", "192.0.2.2", { SetIdentifier: "s", Failover: "SECONDARY" }),
        address("a", "192.0.2.1", { SetIdentifier: "w", Weight: 1 }),
      ],
    });
    const mutations = fc.array(fc.tuple(fc.nat(text.length), fc.nat(8), fc.string({ maxLength: 4 })), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(mutations, (edits) => {
        const mutated = edits.reduce(
          (now, [at, drop, put]) => now.slice(0, at) + put + now.slice(at + drop),
          text,
        );
        try {
          const zone = parseZone(mutated);
          assert.ok(answer(indexZone(zone), () => false, { name: "www.example.com", type: "A" }).length > 0);
        } catch (error) {
          assert.ok(error instanceof ZoneError && error.problems.length > 0, String(error));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("1,000 hostile dumps", () => {
  /** What reading or asking gives; undefined where it is refused in words. */
  const unlessRefused = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      assert.ok(error instanceof ZoneError && error.problems.every((line) => line !== ""), String(error));
      return undefined;
    }
  };

  it("are refused with problems, or read as a zone whose every name can be asked", () => {
    let asked = 0;
    fc.assert(
      fc.property(hostileDumps(), (dumps) => {
        const checks = unlessRefused(() => parseHealthChecks(dumps.checks)) ?? [];
        const isHealthy = healthOfChecks(checks)(new Map());
        const zone = unlessRefused(() => parseZone(dumps.zone));
        if (!zone) return;
        assert.ok(warnings(zone, checks).every((line) => line !== ""));
        const index = indexZone(zone);
        for (const name of [...index.names, `nobody.${zone.name}`]) {
          for (const type of ["A", "__proto__"]) {
            const outcomes = unlessRefused(() => answer(index, isHealthy, { name, type })) ?? [];
            asked += outcomes.length > 0 ? 1 : 0;
          }
        }
      }),
      { numRuns: 1000, seed: 53 },
    );
    // A mutator that breaks every dump would prove little.
    assert.ok(asked > 1000, String(asked));
  }).timeout(20_000);
});

describe("parseHealthChecks", () => {
  const check = {
    Id: "hc",
    CallerReference: "x",
    HealthCheckConfig: { Type: "HTTP", IPAddress: "192.0.2.1" },
  };

  it("reads a list", () => {
    assert.deepEqual(parseHealthChecks(JSON.stringify({ HealthChecks: [check] })), [check]);
  });

  const refused: [what: string, dump: unknown, problem: string][] = [
    ["no list", { HealthChecks: {} }, "HealthChecks must be a list, as the AWS CLI prints it."],
    [
      "a check of the wrong shape",
      { HealthChecks: [{ ...check, HealthCheckConfig: { Type: "PING" } }] },
      'HealthChecks[0] (hc): HealthCheckConfig.Type must be one of HTTP, HTTPS, HTTP_STR_MATCH, HTTPS_STR_MATCH, TCP, CALCULATED, CLOUDWATCH_METRIC, RECOVERY_CONTROL, not "PING".',
    ],
    ["what the API refuses", { HealthChecks: [check, check] }, "Health check hc is listed twice."],
  ];
  for (const [what, dump, problem] of refused) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(problemsOf(parseHealthChecks, dump), [problem]);
    });
  }
});

describe("warnings", () => {
  it("names each use of a check that is not listed, and each policy that is not modelled", () => {
    const zone = zoneOf(
      address("www", "192.0.2.1", { SetIdentifier: "a", Weight: 1, HealthCheckId: "gone" }),
      address("www", "192.0.2.2", { SetIdentifier: "b", Weight: 1, HealthCheckId: "all" }),
      address("near", "192.0.2.3", { SetIdentifier: "n", GeoProximityLocation: {} }),
    );
    const checks = [
      {
        Id: "all",
        HealthCheckConfig: { Type: "CALCULATED" as const, ChildHealthChecks: ["lost"], HealthThreshold: 1 },
      },
    ];
    assert.deepEqual(warnings(zone, checks), [
      "www.example.com. A (a): health check gone is not in the list and counts as healthy.",
      "Health check all: health check lost is not in the list and counts as healthy.",
      "near.example.com. A (n): geoproximity routing is not modelled.",
    ]);
  });
});
