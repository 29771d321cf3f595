/** The limits are those of the Route 53 API's service model; each is tried from both sides. */
import assert from "node:assert/strict";
import { healthCheckShape, hostedZoneShape, recordSetShape } from "../../route53/cliShapes";

const recordSet = { Name: "www.example.com.", Type: "A" };

function problemsOfSet(more: Record<string, unknown>): readonly string[] {
  return recordSetShape({ ...recordSet, ...more }, "");
}

function problemsOfCheck(more: Record<string, unknown>): readonly string[] {
  return healthCheckShape({ Id: "hc", HealthCheckConfig: { Type: "HTTP", ...more } }, "");
}

function list(length: number): unknown[] {
  return Array.from({ length }, (_, at) => `${at}`);
}

const types = "A, AAAA, CAA, CNAME, DS, HTTPS, MX, NAPTR, NS, PTR, SOA, SPF, SRV, SSHFP, SVCB, TLSA, TXT";

describe("recordSetShape", () => {
  const accepted: Record<string, unknown>[] = [
    { SetIdentifier: "x" },
    { SetIdentifier: "x".repeat(128) },
    { Failover: "SECONDARY" },
    { Weight: 0 },
    { Weight: 255 },
    { TTL: 0 },
    { TTL: 2_147_483_647 },
    { ResourceRecords: [] },
    { ResourceRecords: list(400).map((Value) => ({ Value })) },
    { GeoLocation: { ContinentCode: "EU" } },
    { GeoLocation: { CountryCode: "US", SubdivisionCode: "WA" } },
    { AliasTarget: { HostedZoneId: "Z1", DNSName: "a.example.com", EvaluateTargetHealth: true } },
    { Name: "\\052.example.com.", unknown: { to: "us" } },
    { GeoProximityLocation: { Bias: 1 }, CidrRoutingConfig: { CollectionId: "c" } },
  ];
  for (const more of accepted) {
    it(`accepts ${JSON.stringify(more).slice(0, 60)}`, () => {
      assert.deepEqual(problemsOfSet(more), []);
    });
  }

  const refused: [more: Record<string, unknown>, ...problems: string[]][] = [
    [{ Name: undefined, Type: undefined }, "Name is missing.", "Type is missing."],
    [{ Name: "a..example.com" }, "Name is not a domain name: labels of 1 to 63 bytes, 255 bytes in all."],
    [{ Name: "" }, 'Name must be a string of 1 to 1024 characters, not "".'],
    [{ Type: "a" }, `Type must be one of ${types}, not "a".`],
    [{ SetIdentifier: "" }, 'SetIdentifier must be a string of 1 to 128 characters, not "".'],
    [
      { SetIdentifier: "x".repeat(129) },
      `SetIdentifier must be a string of 1 to 128 characters, not "${"x".repeat(60)}…".`,
    ],
    [{ Failover: "primary" }, 'Failover must be one of PRIMARY, SECONDARY, not "primary".'],
    [{ Weight: 256 }, "Weight must be a whole number from 0 to 255, not 256."],
    [{ Weight: -1 }, "Weight must be a whole number from 0 to 255, not -1."],
    [{ Region: 1 }, "Region must be a string of 1 to 64 characters, not 1."],
    [{ TTL: 2_147_483_648 }, "TTL must be a whole number from 0 to 2147483647, not 2147483648."],
    [{ TTL: "60" }, 'TTL must be a whole number from 0 to 2147483647, not "60".'],
    [{ MultiValueAnswer: 1 }, "MultiValueAnswer must be true or false, not 1."],
    [
      { ResourceRecords: list(401) },
      "ResourceRecords must be a list of 0 to 400 members, not a list of 401.",
    ],
    [{ ResourceRecords: [{}] }, "ResourceRecords[0].Value is missing."],
    [
      { GeoLocation: { ContinentCode: "EUR" } },
      'GeoLocation.ContinentCode must be a string of 2 to 2 characters, not "EUR".',
    ],
    [{ AliasTarget: { HostedZoneId: "Z1", DNSName: "a" } }, "AliasTarget.EvaluateTargetHealth is missing."],
    [{ HealthCheckId: null }, "HealthCheckId must be a string of 1 to 64 characters, not null."],
  ];
  for (const [more, ...problems] of refused) {
    it(`refuses ${JSON.stringify(more).slice(0, 60)}`, () => {
      assert.deepEqual(problemsOfSet(more), problems);
    });
  }
});

describe("healthCheckShape", () => {
  const eight = [
    "us-east-1",
    "us-west-1",
    "us-west-2",
    "eu-west-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-northeast-1",
    "sa-east-1",
  ];
  const accepted: Record<string, unknown>[] = [
    { RequestInterval: 10 },
    { RequestInterval: 30 },
    { FailureThreshold: 1 },
    { FailureThreshold: 10 },
    { Port: 1 },
    { Port: 65_535 },
    { ResourcePath: `/${"x".repeat(254)}`, SearchString: "x".repeat(255) },
    { Regions: eight.slice(0, 3) },
    { Regions: eight },
    { HealthThreshold: 0, ChildHealthChecks: [] },
    { HealthThreshold: 256, ChildHealthChecks: list(256) },
    {
      AlarmIdentifier: { Region: "us-east-1", Name: "alarm" },
      InsufficientDataHealthStatus: "LastKnownStatus",
    },
    { Inverted: true, Disabled: false, EnableSNI: true, MeasureLatency: false },
  ];
  for (const more of accepted) {
    it(`accepts ${JSON.stringify(more).slice(0, 60)}`, () => {
      assert.deepEqual(problemsOfCheck(more), []);
    });
  }

  const refused: [more: Record<string, unknown>, problem: string][] = [
    [{ RequestInterval: 20 }, "RequestInterval must be one of 10, 30, not 20."],
    [{ FailureThreshold: 0 }, "FailureThreshold must be a whole number from 1 to 10, not 0."],
    [{ FailureThreshold: 11 }, "FailureThreshold must be a whole number from 1 to 10, not 11."],
    [{ Port: 0 }, "Port must be a whole number from 1 to 65535, not 0."],
    [{ Port: 65_536 }, "Port must be a whole number from 1 to 65535, not 65536."],
    [
      { ResourcePath: "x".repeat(256) },
      `ResourcePath must be a string of 0 to 255 characters, not "${"x".repeat(60)}…".`,
    ],
    [
      { SearchString: "x".repeat(256) },
      `SearchString must be a string of 0 to 255 characters, not "${"x".repeat(60)}…".`,
    ],
    [{ Regions: eight.slice(0, 2) }, "Regions must be a list of 3 to 8 members, not a list of 2."],
    [{ HealthThreshold: 257 }, "HealthThreshold must be a whole number from 0 to 256, not 257."],
    [
      { ChildHealthChecks: list(257) },
      "ChildHealthChecks must be a list of 0 to 256 members, not a list of 257.",
    ],
    [
      { InsufficientDataHealthStatus: "healthy" },
      'InsufficientDataHealthStatus must be one of Healthy, Unhealthy, LastKnownStatus, not "healthy".',
    ],
    [{ AlarmIdentifier: { Region: "us-east-1" } }, "AlarmIdentifier.Name is missing."],
    [{ AlarmIdentifier: { Name: "alarm" } }, "AlarmIdentifier.Region is missing."],
    [{ Disabled: "no" }, 'Disabled must be true or false, not "no".'],
  ];
  for (const [more, problem] of refused) {
    it(`refuses ${JSON.stringify(more).slice(0, 60)}`, () => {
      assert.deepEqual(problemsOfCheck(more), [`HealthCheckConfig.${problem}`]);
    });
  }

  it("asks for the id and the type", () => {
    assert.deepEqual(healthCheckShape({ HealthCheckConfig: {} }, ""), [
      "Id is missing.",
      "HealthCheckConfig.Type is missing.",
    ]);
  });
});

describe("hostedZoneShape", () => {
  it("asks for id and name", () => {
    assert.deepEqual(hostedZoneShape({ Id: "/hostedzone/Z1", Name: "example.com." }, "HostedZone"), []);
    assert.deepEqual(hostedZoneShape({}, "HostedZone"), [
      "HostedZone.Id is missing.",
      "HostedZone.Name is missing.",
    ]);
  });
});
