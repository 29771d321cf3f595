import assert from "node:assert/strict";
import { healthCheckRefusals } from "../../route53/healthCheckRules";
import type { HealthCheck, HealthCheckConfig } from "../../route53/types";

function check(Id: string, config: Partial<HealthCheckConfig> = {}): HealthCheck {
  return { Id, HealthCheckConfig: { Type: "HTTP", ...config } };
}

const parent: Partial<HealthCheckConfig> = {
  Type: "CALCULATED",
  ChildHealthChecks: ["a"],
  HealthThreshold: 0,
};

describe("healthCheckRefusals", () => {
  it("accepts a parent with its children, also one that is not listed", () => {
    assert.deepEqual(
      healthCheckRefusals([
        check("a"),
        check("p", parent),
        check("q", { ...parent, ChildHealthChecks: ["gone"] }),
      ]),
      [],
    );
  });

  const cases: [what: string, checks: HealthCheck[], problem: string][] = [
    ["an id used twice", [check("a"), check("a")], "Health check a is listed twice."],
    [
      "a CALCULATED check without children",
      [check("p", { Type: "CALCULATED", HealthThreshold: 1 })],
      "Health check p: a CALCULATED check needs ChildHealthChecks and HealthThreshold.",
    ],
    [
      "a CALCULATED check without threshold",
      [check("p", { Type: "CALCULATED", ChildHealthChecks: [] })],
      "Health check p: a CALCULATED check needs ChildHealthChecks and HealthThreshold.",
    ],
    [
      "a CALCULATED child, listed before or after",
      [check("q", { ...parent, ChildHealthChecks: ["p"] }), check("a"), check("p", parent)],
      "Health check q: a CALCULATED check cannot monitor p, which is one too.",
    ],
    [
      "a CALCULATED check that watches itself",
      [check("p", { ...parent, ChildHealthChecks: ["p"] })],
      "Health check p: a CALCULATED check cannot monitor p, which is one too.",
    ],
  ];
  for (const [what, checks, problem] of cases) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(healthCheckRefusals(checks), [problem]);
    });
  }
});
