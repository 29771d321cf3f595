import assert from "node:assert/strict";
import { refuseUnrehearsable } from "../../../rehearsal/checkers/rehearsable";
import type { HealthCheck, HealthCheckConfig } from "../../../route53/types";
import { shopTopology } from "../../support/shopTopology";

const address = { IPAddress: "192.0.2.10" };

function refuse(config: HealthCheckConfig): void {
  refuseUnrehearsable([...shopTopology.healthChecks, { Id: "hc", HealthCheckConfig: config }]);
}

describe("refuseUnrehearsable", () => {
  for (const config of [
    { Type: "HTTP", ...address },
    { Type: "HTTP_STR_MATCH", ...address, SearchString: "ok" },
    { Type: "HTTPS", ...address, Disabled: true },
    { Type: "CALCULATED", ChildHealthChecks: ["hc-primary"] },
    { Type: "CLOUDWATCH_METRIC" },
  ] satisfies HealthCheckConfig[]) {
    it(`lets ${JSON.stringify(config)} pass`, () => {
      refuse(config);
    });
  }

  it("lets HTTPS pass to a name that is served here, and to no other", () => {
    const config = { Type: "HTTPS_STR_MATCH", FullyQualifiedDomainName: "switch.example.com" } as const;
    const check = { Id: "hc", HealthCheckConfig: config };
    refuseUnrehearsable([check], ["switch.example.com"]);
    assert.throws(
      () => {
        refuseUnrehearsable([check], ["other.example.com"]);
      },
      {
        message:
          "Health check hc (HTTPS_STR_MATCH to switch.example.com): a rehearsal probes HTTP at an IP address only.",
      },
    );
  });

  for (const [config, named] of [
    [{ Type: "HTTPS", ...address }, "HTTPS to 192.0.2.10"],
    [{ Type: "TCP", ...address, Port: 80 }, "TCP to 192.0.2.10"],
    [{ Type: "HTTP", FullyQualifiedDomainName: "www.example.com" }, "HTTP to www.example.com"],
  ] satisfies [HealthCheck["HealthCheckConfig"], string][]) {
    it(`refuses ${named}`, () => {
      assert.throws(
        () => {
          refuse(config);
        },
        { message: `Health check hc (${named}): a rehearsal probes HTTP at an IP address only.` },
      );
    });
  }
});
