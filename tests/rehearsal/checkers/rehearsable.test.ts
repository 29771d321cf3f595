import assert from "node:assert/strict";
import { rehearsableChecks } from "../../../rehearsal/checkers/rehearsable";
import type { HealthCheck, HealthCheckConfig } from "../../../route53/types";
import { shopTopology } from "../../support/shopTopology";

const address = { IPAddress: "192.0.2.10" };

const { zone } = shopTopology;

/** The checks that are left of these; the PRIMARY record set goes by the first one. */
function left(checks: readonly HealthCheck[], servedNames?: readonly string[]): string[] {
  const record = { Name: "www.example.com.", Type: "A", HealthCheckId: checks[0]?.Id ?? "" } as const;
  const topology = { zone: { ...zone, recordSets: [record] }, healthChecks: checks };
  return rehearsableChecks(topology, servedNames).map(({ Id }) => Id);
}

const checkOf = (config: HealthCheckConfig, id = "hc"): HealthCheck => ({
  Id: id,
  HealthCheckConfig: config,
});

describe("rehearsal/checkers/rehearsable", () => {
  for (const config of [
    { Type: "HTTP", ...address },
    { Type: "HTTP_STR_MATCH", ...address, SearchString: "ok" },
    { Type: "HTTPS", ...address, Disabled: true },
    { Type: "CALCULATED", ChildHealthChecks: ["hc-primary"] },
    { Type: "CLOUDWATCH_METRIC" },
  ] satisfies HealthCheckConfig[]) {
    it(`lets ${JSON.stringify(config)} pass`, () => {
      assert.deepEqual(left([checkOf(config)]), ["hc"]);
    });
  }

  it("lets HTTPS pass to a name that is served here, and to no other", () => {
    const config = { Type: "HTTPS_STR_MATCH", FullyQualifiedDomainName: "switch.example.com" } as const;
    const check = checkOf(config);
    assert.deepEqual(left([check], ["switch.example.com"]), ["hc"]);
    assert.throws(
      () => {
        left([check], ["other.example.com"]);
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
          left([checkOf(config)]);
        },
        { message: `Health check hc (${named}): a rehearsal probes HTTP at an IP address only.` },
      );
    });
  }

  it("leaves out what no record set goes by, and refuses it as a child of what one goes by", () => {
    const tcp = checkOf({ Type: "TCP", ...address, Port: 80 }, "tcp");
    const alone = checkOf({ Type: "HTTP", ...address }, "alone");
    const parent = checkOf({ Type: "CALCULATED", ChildHealthChecks: ["tcp", "gone"] }, "parent");
    const grandparent = checkOf({ Type: "CALCULATED", ChildHealthChecks: ["parent"] }, "grandparent");
    assert.deepEqual(left([alone, tcp, parent]), ["alone", "parent"]);
    assert.throws(() => left([grandparent, parent, tcp]), /^Error: Health check tcp \(TCP to /);
  });
});
