import assert from "node:assert/strict";
import fc from "fast-check";
import {
  fewestHealthyCheckers,
  healthOfChecks,
  isHealthyByCheckers,
  type Observation,
} from "../../route53/healthCheck";
import type { HealthCheck, HealthCheckConfig } from "../../route53/types";

describe("the 18 % rule", () => {
  const cases: [checkers: number, fewest: number, what: string][] = [
    [1, 1, "one opinion"],
    [5, 1, "0.9"],
    [6, 2, "1.08: 3 regions"],
    [8, 2, "1.44: 4 regions"],
    [10, 2, "1.8: 5 regions"],
    [12, 3, "2.16: 6 regions"],
    [14, 3, "2.52: 7 regions"],
    [16, 3, "2.88: 8 regions"],
    [50, 10, "9 is 18 % exactly, and unhealthy"],
    [100, 19, "18 is 18 % exactly, and unhealthy"],
  ];
  for (const [checkers, fewest, what] of cases) {
    it(`asks for more than 18 % of ${checkers} checkers, so ${fewest} (${what})`, () => {
      assert.equal(fewestHealthyCheckers(checkers), fewest);
      assert.equal(isHealthyByCheckers(fewest, checkers), true);
      assert.equal(isHealthyByCheckers(fewest - 1, checkers), false);
    });
  }

  it("calls a check without any opinion healthy", () => {
    assert.equal(isHealthyByCheckers(0, 0), true);
  });

  it("is monotone in the number of healthy checkers", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(1000), fc.nat(1000), (checkers, a, b) => {
        const [fewer, more] = a < b ? [a, b] : [b, a];
        assert.ok(!isHealthyByCheckers(fewer, checkers) || isHealthyByCheckers(more, checkers));
      }),
    );
  });
});

const http: HealthCheckConfig = { Type: "HTTP", IPAddress: "192.0.2.10" };
const metric: HealthCheckConfig = { Type: "CLOUDWATCH_METRIC" };
const healthy: Observation = { kind: "status", isHealthy: true };
const unhealthy: Observation = { kind: "status", isHealthy: false };
const noData: Observation = { kind: "metric", state: "insufficientData" };

function checkers(healthyCheckers: number): Observation {
  return { kind: "checkers", healthyCheckers, checkersWithOpinion: 16 };
}

describe("the status of one check", () => {
  const cases: [
    what: string,
    config: HealthCheckConfig,
    observation: Observation | undefined,
    expected: boolean,
  ][] = [
    ["new: healthy", http, undefined, true],
    ["new and inverted: unhealthy", { ...http, Inverted: true }, undefined, false],
    ["stated healthy", http, healthy, true],
    ["stated unhealthy", http, unhealthy, false],
    ["3 of 16 checkers healthy", http, checkers(3), true],
    ["2 of 16 checkers healthy", http, checkers(2), false],
    ["inverted, observed healthy", { ...http, Inverted: true }, healthy, false],
    ["inverted, observed unhealthy", { ...http, Inverted: true }, unhealthy, true],
    ["disabled, observed unhealthy: constantly healthy", { ...http, Disabled: true }, unhealthy, true],
    [
      "disabled and inverted: constantly unhealthy",
      { ...http, Disabled: true, Inverted: true },
      unhealthy,
      false,
    ],
    ["disabled and inverted, observed healthy", { ...http, Disabled: true, Inverted: true }, healthy, false],
    ["metric in OK", metric, { kind: "metric", state: "ok" }, true],
    ["metric in ALARM", metric, { kind: "metric", state: "alarm" }, false],
    [
      "no data, Healthy",
      { ...metric, InsufficientDataHealthStatus: "Healthy" },
      { ...noData, wasHealthy: false },
      true,
    ],
    [
      "no data, Unhealthy",
      { ...metric, InsufficientDataHealthStatus: "Unhealthy" },
      { ...noData, wasHealthy: true },
      false,
    ],
    [
      "no data, LastKnownStatus of a new check: healthy",
      { ...metric, InsufficientDataHealthStatus: "LastKnownStatus" },
      noData,
      true,
    ],
    [
      "no data, LastKnownStatus healthy",
      { ...metric, InsufficientDataHealthStatus: "LastKnownStatus" },
      { ...noData, wasHealthy: true },
      true,
    ],
    [
      "no data, LastKnownStatus unhealthy",
      { ...metric, InsufficientDataHealthStatus: "LastKnownStatus" },
      { ...noData, wasHealthy: false },
      false,
    ],
    ["no data, nothing said: as LastKnownStatus", metric, { ...noData, wasHealthy: false }, false],
    ["routing control on", { Type: "RECOVERY_CONTROL" }, { kind: "routingControl", isOn: true }, true],
    ["routing control off", { Type: "RECOVERY_CONTROL" }, { kind: "routingControl", isOn: false }, false],
    [
      "routing control off, inverted",
      { Type: "RECOVERY_CONTROL", Inverted: true },
      { kind: "routingControl", isOn: false },
      true,
    ],
  ];
  for (const [what, config, observation, expected] of cases) {
    it(`${what}: ${expected ? "healthy" : "unhealthy"}`, () => {
      const observed = new Map(observation && [["hc", observation]]);
      assert.equal(healthOfChecks([{ Id: "hc", HealthCheckConfig: config }])(observed)("hc"), expected);
    });
  }

  it("of a check that does not exist is healthy", () => {
    assert.equal(healthOfChecks([])(new Map([["gone", unhealthy]]))("gone"), true);
  });
});

describe("a CALCULATED check", () => {
  const children: HealthCheck[] = [
    { Id: "up", HealthCheckConfig: http },
    { Id: "down", HealthCheckConfig: http },
    { Id: "disabled", HealthCheckConfig: { ...http, Disabled: true } },
    { Id: "inverted", HealthCheckConfig: { ...http, Inverted: true } },
    {
      Id: "nested",
      HealthCheckConfig: { Type: "CALCULATED", ChildHealthChecks: ["down"], HealthThreshold: 1 },
    },
  ];
  const observed = new Map([
    ["up", healthy],
    ["down", unhealthy],
    ["disabled", unhealthy],
    ["inverted", unhealthy],
    ["parent", unhealthy],
  ]);

  const cases: [what: string, ids: string[] | undefined, threshold: number | undefined, expected: boolean][] =
    [
      ["with threshold 0 is always healthy", ["down"], 0, true],
      ["with a threshold above its children is always unhealthy", ["up", "up"], 3, false],
      ["at its threshold", ["up", "down"], 1, true],
      ["one below its threshold", ["up", "down"], 2, false],
      ["counts a disabled child as healthy", ["disabled"], 1, true],
      ["counts an inverted child by its inverted status", ["inverted"], 1, true],
      ["counts a missing child as healthy", ["gone"], 1, true],
      ["does not look into a CALCULATED child, which the API refuses", ["nested"], 1, true],
      ["without children or threshold is healthy, whatever is observed of it", undefined, undefined, true],
    ];
  for (const [what, ids, threshold, expected] of cases) {
    it(`${what}: ${expected ? "healthy" : "unhealthy"}`, () => {
      const parent: HealthCheck = {
        Id: "parent",
        HealthCheckConfig: {
          Type: "CALCULATED",
          ...(ids && { ChildHealthChecks: ids }),
          ...(threshold !== undefined && { HealthThreshold: threshold }),
        },
      };
      assert.equal(healthOfChecks([...children, parent])(observed)("parent"), expected);
    });
  }

  it("can be inverted, and disabled: NOT of all children", () => {
    const parent = (flags: Partial<HealthCheckConfig>): HealthCheck => ({
      Id: "parent",
      HealthCheckConfig: { Type: "CALCULATED", ChildHealthChecks: ["down"], HealthThreshold: 1, ...flags },
    });
    assert.equal(healthOfChecks([...children, parent({ Inverted: true })])(observed)("parent"), true);
    assert.equal(healthOfChecks([...children, parent({ Disabled: true })])(observed)("parent"), true);
    assert.equal(
      healthOfChecks([...children, parent({ Disabled: true, Inverted: true })])(observed)("parent"),
      false,
    );
  });
});
