/**
 * Which sets answer in which state of health. Sources: developer guide, "How Route 53 chooses records when health
 * checking is configured" and "How health checks work in complex configurations".
 */
import assert from "node:assert/strict";
import type { AnswerOptions } from "../../route53/answer";
import { selection } from "../../route53/selection";
import type { ResourceRecordSet, Zone } from "../../route53/types";
import { indexZone } from "../../route53/zoneIndex";
import { ZoneError } from "../../route53/zoneError";
import { address, alias, asked, blindAlias, shares, zoneOf } from "./zones";

const primary = (more: Partial<ResourceRecordSet>): Partial<ResourceRecordSet> => ({
  Failover: "PRIMARY",
  SetIdentifier: "p",
  ...more,
});
const secondary = (more: Partial<ResourceRecordSet>): Partial<ResourceRecordSet> => ({
  Failover: "SECONDARY",
  SetIdentifier: "s",
  ...more,
});
const weight = (Weight: number, id: string): Partial<ResourceRecordSet> => ({
  Weight,
  SetIdentifier: id,
  HealthCheckId: id,
});

type Case = [what: string, unhealthy: string[], expected: string[], options?: AnswerOptions];

function table(title: string, zone: Zone, cases: readonly Case[]): void {
  describe(title, () => {
    for (const [what, unhealthy, expected, options] of cases) {
      it(`${what}: ${expected.join(" | ")}`, () => {
        assert.deepEqual(shares(asked(zone, "www", unhealthy, options)), expected);
      });
    }
  });
}

table(
  "a failover pair",
  zoneOf(
    address("www", "192.0.2.2", secondary({ HealthCheckId: "s" })),
    address("www", "192.0.2.1", primary({ HealthCheckId: "p" })),
  ),
  [
    ["both healthy", [], ["192.0.2.1"]],
    ["the SECONDARY unhealthy", ["s"], ["192.0.2.1"]],
    ["the PRIMARY unhealthy", ["p"], ["192.0.2.2"]],
    ["both unhealthy: the PRIMARY as last resort", ["p", "s"], ["192.0.2.1"]],
  ],
);

table(
  "a SECONDARY without health check",
  zoneOf(
    address("www", "192.0.2.1", primary({ HealthCheckId: "p" })),
    address("www", "192.0.2.2", secondary({})),
  ),
  [["is always healthy", ["p"], ["192.0.2.2"]]],
);

table("a SECONDARY alone", zoneOf(address("www", "192.0.2.2", secondary({ HealthCheckId: "s" }))), [
  ["answers while healthy", [], ["192.0.2.2"]],
  ["answers as last resort too", ["s"], ["192.0.2.2"]],
]);

table(
  "the shop: failover aliases with checks, to names without",
  zoneOf(
    alias("www", "primary", primary({ HealthCheckId: "p" })),
    alias("www", "backup", secondary({ HealthCheckId: "s" })),
    address("primary", "192.0.2.1"),
    address("backup", "192.0.2.2"),
  ),
  [
    ["both healthy", [], ["192.0.2.1"]],
    ["the primary's check fails: it must hold, though the target counts as healthy", ["p"], ["192.0.2.2"]],
    ["both fail", ["p", "s"], ["192.0.2.1"]],
  ],
);

table(
  "an alias with a check of its own to a checked target",
  zoneOf(
    alias("www", "primary", primary({ HealthCheckId: "alias" })),
    address("www", "192.0.2.2", secondary({})),
    address("primary", "192.0.2.1", { HealthCheckId: "target" }),
  ),
  [
    ["needs both", [], ["192.0.2.1"]],
    ["fails with its own", ["alias"], ["192.0.2.2"]],
    ["fails with its target's", ["target"], ["192.0.2.2"]],
  ],
);

table(
  "weighted sets 1, 3 and 0",
  zoneOf(
    address("www", "192.0.2.1", weight(1, "a")),
    address("www", "192.0.2.2", weight(3, "b")),
    address("www", "192.0.2.3", weight(0, "z")),
  ),
  [
    ["share by weight, most probable first", [], ["192.0.2.2 75%", "192.0.2.1 25%"]],
    ["one unhealthy", ["b"], ["192.0.2.1"]],
    ["those above 0 unhealthy: weight 0 is considered", ["a", "b"], ["192.0.2.3"]],
    ["all unhealthy: by weight again, 0 gets nothing", ["a", "b", "z"], ["192.0.2.2 75%", "192.0.2.1 25%"]],
  ],
);

table(
  "weighted sets all of weight 0",
  zoneOf(address("www", "192.0.2.1", weight(0, "a")), address("www", "192.0.2.2", weight(0, "b"))),
  [
    ["share equally", [], ["192.0.2.1 50%", "192.0.2.2 50%"]],
    ["one unhealthy", ["a"], ["192.0.2.2"]],
    ["all unhealthy", ["a", "b"], ["192.0.2.1 50%", "192.0.2.2 50%"]],
  ],
);

table(
  "multivalue sets",
  zoneOf(
    ...["1", "2", "3"].map((id) =>
      address("www", `192.0.2.${id}`, { MultiValueAnswer: true, SetIdentifier: id, HealthCheckId: id }),
    ),
  ),
  [
    ["all healthy", [], ["192.0.2.1,192.0.2.2,192.0.2.3"]],
    ["one unhealthy", ["2"], ["192.0.2.1,192.0.2.3"]],
    ["all unhealthy: all of them", ["1", "2", "3"], ["192.0.2.1,192.0.2.2,192.0.2.3"]],
  ],
);

table(
  "geolocation sets for Oregon, the US, North America and by default",
  zoneOf(
    ...[
      { CountryCode: "*" },
      { ContinentCode: "NA" },
      { CountryCode: "US" },
      { CountryCode: "US", SubdivisionCode: "OR" },
    ].map((GeoLocation, at) =>
      address("www", `192.0.2.${at}`, { GeoLocation, SetIdentifier: `${at}`, HealthCheckId: `${at}` }),
    ),
  ),
  [
    ["the smallest", [], ["192.0.2.3"], { location: { country: "US", subdivision: "OR" } }],
    ["unhealthy: the country", ["3"], ["192.0.2.2"], { location: { country: "US", subdivision: "OR" } }],
    ["then the continent", ["3", "2"], ["192.0.2.1"], { location: { country: "US", subdivision: "OR" } }],
    ["then the default", ["3", "2", "1"], ["192.0.2.0"], { location: { country: "US", subdivision: "OR" } }],
    [
      "all unhealthy: the smallest, not the default",
      ["0", "1", "2", "3"],
      ["192.0.2.3"],
      { location: { country: "US", subdivision: "OR" } },
    ],
    [
      "all that cover the client unhealthy: the smallest of those",
      ["0", "1"],
      ["192.0.2.1"],
      { location: { country: "CA" } },
    ],
  ],
);

const tree = zoneOf(
  alias("www", "east", { Region: "us-east-1", SetIdentifier: "east", HealthCheckId: "switch" }),
  alias("www", "west", { Region: "us-west-1", SetIdentifier: "west" }),
  address("east", "192.0.2.1", weight(1, "e1")),
  address("east", "192.0.2.2", weight(1, "e2")),
  address("west", "192.0.2.3", weight(1, "w1")),
  address("west", "192.0.2.4", weight(1, "w2")),
);
const inEast: AnswerOptions = { location: { region: "us-east-1" } };

table("the developer guide's tree: latency aliases to weighted sets", tree, [
  ["both of the region's", [], ["192.0.2.1 50%", "192.0.2.2 50%"], inEast],
  ["one unhealthy", ["e1"], ["192.0.2.2"], inEast],
  ["both unhealthy: backs out of the branch", ["e1", "e2"], ["192.0.2.3 50%", "192.0.2.4 50%"], inEast],
  ["the alias's own check fails", ["switch"], ["192.0.2.3 50%", "192.0.2.4 50%"], inEast],
  [
    "all unhealthy: the first choice again",
    ["e1", "e2", "w1", "w2"],
    ["192.0.2.1 50%", "192.0.2.2 50%"],
    inEast,
  ],
  ["the last resort still looks for health below", ["switch", "e1", "w1", "w2"], ["192.0.2.2"], inEast],
]);

table(
  "evaluateTargetHealth off",
  zoneOf(
    blindAlias("www", "primary", primary({ HealthCheckId: "own" })),
    address("www", "192.0.2.2", secondary({})),
    address("primary", "192.0.2.1", { HealthCheckId: "target" }),
  ),
  [
    ["answers from the branch though its target is unhealthy", ["target"], ["192.0.2.1"]],
    ["still heeds the alias's own check", ["own"], ["192.0.2.2"]],
  ],
);

table(
  "an alias of an alias",
  zoneOf(
    alias("www", "inner", primary({})),
    address("www", "192.0.2.9", secondary({})),
    alias("inner", "a", primary({ HealthCheckId: "inner" })),
    alias("inner", "b", secondary({})),
    address("a", "192.0.2.1", { HealthCheckId: "a" }),
    address("b", "192.0.2.2", { HealthCheckId: "b" }),
  ),
  [
    ["goes down both", [], ["192.0.2.1"]],
    ["fails over inside", ["a"], ["192.0.2.2"]],
    ["fails over outside where nothing inside is healthy", ["a", "b"], ["192.0.2.9"]],
  ],
);

const balancer = (more: Partial<ResourceRecordSet>): ResourceRecordSet => ({
  ...alias("www", "", more),
  AliasTarget: { HostedZoneId: "Z35ELB", DNSName: "LB.elb.amazonaws.com", EvaluateTargetHealth: true },
});

table(
  "an alias target outside the zone",
  zoneOf(balancer(primary({})), address("www", "192.0.2.2", secondary({}))),
  [
    ["is healthy unless it is said not to be", [], ["lb.elb.amazonaws.com."]],
    ["unhealthy", [], ["192.0.2.2"], { targetHealth: (name) => name !== "lb.elb.amazonaws.com." }],
  ],
);

describe("an alias whose target does not answer", () => {
  it("is unhealthy where the zone lacks the target", () => {
    const zone = zoneOf(alias("www", "gone", primary({})), address("www", "192.0.2.2", secondary({})));
    assert.deepEqual(shares(asked(zone, "www")), ["192.0.2.2"]);
  });

  it("is unhealthy where no set of the target is for this client", () => {
    const zone = zoneOf(
      alias("www", "geo", primary({})),
      address("www", "192.0.2.2", secondary({})),
      address("geo", "192.0.2.1", { GeoLocation: { CountryCode: "DE" }, SetIdentifier: "de" }),
    );
    assert.deepEqual(shares(asked(zone, "www", [], { location: { country: "DE" } })), ["192.0.2.1"]);
    assert.deepEqual(shares(asked(zone, "www", [], { location: { country: "FR" } })), ["192.0.2.2"]);
  });

  it("has a policy that is not modelled: refused, though another branch would answer", () => {
    const zone = zoneOf(
      address("www", "192.0.2.1", primary({ HealthCheckId: "p" })),
      alias("www", "near", secondary({})),
      address("near", "192.0.2.2", { GeoProximityLocation: {}, SetIdentifier: "near" }),
    );
    const problem = "near.example.com. A (near): geoproximity routing is not modelled.";
    assert.throws(() => asked(zone, "www"), new ZoneError([problem]));
  });
});

describe("selection", () => {
  it("asks for each health once, however many ways lead to it", () => {
    const levels = Array.from({ length: 20 }, (_, at) => [
      alias(`n${at}`, `n${at + 1}`, { Weight: 1, SetIdentifier: "a" }),
      alias(`n${at}`, `n${at + 1}`, { Weight: 1, SetIdentifier: "b" }),
    ]);
    const index = indexZone(zoneOf(...levels.flat(), address("n20", "192.0.2.1", { HealthCheckId: "hc" })));
    const asks: string[] = [];
    const isHealthy = (id: string): boolean => asks.push(id) > 0;
    const choose = selection(index, { isHealthy, targetHealth: () => true, location: {} });
    assert.equal(choose(index.groups.get("n0.example.com. A")!).length, 2);
    assert.deepEqual(asks, ["hc"]);
  });

  const foreign = {
    ...alias("www", "primary"),
    AliasTarget: { HostedZoneId: "Z1", DNSName: "primary.example.com.", EvaluateTargetHealth: true },
  };
  const branches = zoneOf(
    { ...foreign, ...primary({}) },
    address("www", "192.0.2.2", secondary({})),
    address("primary", "192.0.2.1", { HealthCheckId: "hc" }),
  );

  it("takes a name of this zone in another zone for a target outside: its own check does not count", () => {
    assert.deepEqual(shares(asked(branches, "www", ["hc"])), ["primary.example.com."]);
    assert.deepEqual(shares(asked(branches, "www", [], { targetHealth: () => false })), ["192.0.2.2"]);
  });

  it("tells zones by their names where the zone's id is not known", () => {
    assert.deepEqual(shares(asked({ ...branches, id: "" }, "www", ["hc"])), ["192.0.2.2"]);
    assert.deepEqual(shares(asked({ ...branches, id: "" }, "www")), ["192.0.2.1"]);
  });
});
