import assert from "node:assert/strict";
import { failureReasons, judgeBody, judgeStatus, probeLimits, probeOf } from "../../route53/probe";
import type { HealthCheck, HealthCheckConfig } from "../../route53/types";

function check(config: HealthCheckConfig): HealthCheck {
  return { Id: "hc-1", HealthCheckConfig: config };
}

describe("probeLimits", () => {
  it("are those of the developer guide", () => {
    assert.deepEqual(probeLimits, {
      connectSeconds: 4,
      tcpConnectSeconds: 10,
      statusLineSeconds: 2,
      bodySeconds: 2,
      searchBytes: 5120,
      headerBytes: 16384,
    });
  });
});

describe("probeOf", () => {
  it("sends one GET with the Host header, the checker's User-Agent and its encodings", () => {
    const config: HealthCheckConfig = {
      Type: "HTTP_STR_MATCH",
      IPAddress: "192.0.2.10",
      Port: 80,
      ResourcePath: "/healthz?deep=1",
      FullyQualifiedDomainName: "www.example.com",
    };
    assert.deepEqual(probeOf(check(config)), {
      protocol: "http",
      target: "192.0.2.10",
      port: 80,
      path: "/healthz?deep=1",
      hostHeader: "www.example.com",
      userAgent: "Amazon-Route53-Health-Check-Service (ref hc-1; report http://amzn.to/1vsZADi)",
      acceptEncoding: "identity,gzip,deflate",
      useSni: false,
    });
  });

  const ip = "192.0.2.10";
  const name = "www.example.com";
  const hosts: [config: HealthCheckConfig, target: string, port: number, hostHeader: string][] = [
    [{ Type: "HTTP", IPAddress: ip, FullyQualifiedDomainName: name }, ip, 80, name],
    [{ Type: "HTTP", IPAddress: ip, FullyQualifiedDomainName: name, Port: 8080 }, ip, 8080, `${name}:8080`],
    [{ Type: "HTTP", IPAddress: ip, FullyQualifiedDomainName: name, Port: 443 }, ip, 443, `${name}:443`],
    [{ Type: "HTTPS", IPAddress: ip, FullyQualifiedDomainName: name }, ip, 443, name],
    [
      { Type: "HTTPS_STR_MATCH", IPAddress: ip, FullyQualifiedDomainName: name, Port: 80 },
      ip,
      80,
      `${name}:80`,
    ],
    [{ Type: "HTTP", IPAddress: ip }, ip, 80, ip],
    [{ Type: "HTTP", IPAddress: ip, Port: 8080 }, ip, 8080, `${ip}:8080`],
    [{ Type: "HTTP", IPAddress: "2001:db8::10", Port: 8080 }, "2001:db8::10", 8080, "[2001:db8::10]:8080"],
    [{ Type: "HTTP", FullyQualifiedDomainName: name }, name, 80, name],
  ];
  for (const [config, target, port, hostHeader] of hosts) {
    it(`sends Host ${hostHeader} to ${target} port ${port} (${config.Type})`, () => {
      const probe = probeOf(check(config));
      assert.ok(probe && probe.protocol !== "tcp");
      assert.deepEqual([probe.target, probe.port, probe.hostHeader], [target, port, hostHeader]);
    });
  }

  for (const [path, sent] of [
    [undefined, "/"],
    ["", "/"],
    ["healthz", "/healthz"],
    ["/healthz", "/healthz"],
  ]) {
    it(`asks for ${sent} where ResourcePath is ${JSON.stringify(path)}`, () => {
      const probe = probeOf(
        check({ Type: "HTTP", IPAddress: ip, ...(path !== undefined && { ResourcePath: path }) }),
      );
      assert.ok(probe && probe.protocol !== "tcp");
      assert.equal(probe.path, sent);
    });
  }

  const sni: [what: string, config: HealthCheckConfig, expected: boolean][] = [
    ["with HTTPS and a name", { Type: "HTTPS", IPAddress: ip, FullyQualifiedDomainName: name }, true],
    [
      "but not where it is switched off",
      { Type: "HTTPS", FullyQualifiedDomainName: name, EnableSNI: false },
      false,
    ],
    ["but not without a name to send", { Type: "HTTPS", IPAddress: ip, EnableSNI: true }, false],
    ["but not with HTTP", { Type: "HTTP", FullyQualifiedDomainName: name, EnableSNI: true }, false],
  ];
  for (const [what, config, expected] of sni) {
    it(`uses SNI ${what}`, () => {
      const probe = probeOf(check(config));
      assert.ok(probe && probe.protocol !== "tcp");
      assert.equal(probe.useSni, expected);
    });
  }

  it("only connects for TCP", () => {
    const config: HealthCheckConfig = {
      Type: "TCP",
      IPAddress: ip,
      Port: 5432,
      FullyQualifiedDomainName: name,
    };
    assert.deepEqual(probeOf(check(config)), { protocol: "tcp", target: ip, port: 5432 });
  });

  for (const type of ["CALCULATED", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL"] as const) {
    it(`is nothing for ${type}`, () => {
      assert.equal(probeOf(check({ Type: type, IPAddress: ip })), null);
    });
  }

  it("is nothing for a check that names no endpoint", () => {
    assert.equal(probeOf(check({ Type: "HTTP" })), null);
  });
});

describe("judgeStatus", () => {
  const codes: [statusCode: number, hasPassed: boolean][] = [
    [199, false],
    [200, true],
    [299, true],
    [301, true],
    [399, true],
    [400, false],
    [503, false],
  ];
  for (const [statusCode, hasPassed] of codes) {
    it(`${hasPassed ? "passes" : "fails"} ${statusCode}`, () => {
      assert.equal(judgeStatus(statusCode).hasPassed, hasPassed);
    });
  }

  it("speaks as Route 53's status reports do", () => {
    assert.equal(judgeStatus(200, "OK").reason, "Success: HTTP Status Code 200, OK");
    assert.equal(
      judgeStatus(503, "Service Temporarily Unavailable").reason,
      "Failure: HTTP Status Code 503, Service Temporarily Unavailable",
    );
    assert.equal(judgeStatus(500).reason, "Failure: HTTP Status Code 500");
  });
});

describe("probeOf's protocol", () => {
  for (const [type, protocol] of [
    ["TCP", "tcp"],
    ["HTTP", "http"],
    ["HTTP_STR_MATCH", "http"],
    ["HTTPS", "https"],
    ["HTTPS_STR_MATCH", "https"],
  ] as const) {
    it(`is ${protocol} for ${type}`, () => {
      assert.equal(probeOf(check({ Type: type, IPAddress: "192.0.2.10", Port: 80 }))?.protocol, protocol);
    });
  }
});

describe("judgeBody", () => {
  const matching = check({ Type: "HTTP_STR_MATCH", SearchString: "status=ok" });
  const found = { hasPassed: true, reason: "Success" };
  const missing = { hasPassed: false, reason: failureReasons.searchStringMissing };

  const bodies: [
    what: string,
    checked: HealthCheck,
    body: string | Buffer,
    expected: typeof found | typeof missing,
  ][] = [
    ["with the search string", matching, "site=primary status=ok", found],
    ["without it", matching, "status=broken", missing],
    ["in another case", matching, "Status=OK", missing],
    ["that ends with it at byte 5,120", matching, `${"x".repeat(5111)}status=ok`, found],
    ["that ends with it at byte 5,121", matching, `${"x".repeat(5112)}status=ok`, missing],
    ["whose characters are of two bytes, up to byte 5,119", matching, `${"ä".repeat(2555)}status=ok`, found],
    [
      "whose characters are of two bytes, up to byte 5,121",
      matching,
      `${"ä".repeat(2556)}status=ok`,
      missing,
    ],
    [
      "of bytes",
      check({ Type: "HTTPS_STR_MATCH", SearchString: "ok" }),
      Buffer.from([0xff, 0x6f, 0x6b]),
      found,
    ],
    ["that is not searched", check({ Type: "HTTP", SearchString: "status=ok" }), "", found],
  ];
  for (const [what, checked, body, expected] of bodies) {
    it(`${expected.hasPassed ? "passes" : "fails"} a body ${what}`, () => {
      assert.deepEqual(judgeBody(checked, body), expected);
    });
  }

  it("searches over HTTPS too", () => {
    const overHttps = check({ Type: "HTTPS_STR_MATCH", SearchString: "status=ok" });
    assert.deepEqual(
      [judgeBody(overHttps, "status=ok"), judgeBody(overHttps, "status=no")],
      [found, missing],
    );
  });

  it("passes any body where the check has no search string", () => {
    assert.deepEqual(judgeBody(check({ Type: "HTTP_STR_MATCH" }), ""), found);
  });
});
