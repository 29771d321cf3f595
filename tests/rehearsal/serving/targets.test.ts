import assert from "node:assert/strict";
import {
  loopbackAddress,
  probedEndpoints,
  targetKey,
  targetRoutes,
  type MappedTarget,
} from "../../../rehearsal/serving/targets";
import type { HealthCheck } from "../../../route53/types";

function map(target: string, port: number | null, toPort: number): MappedTarget {
  return { target, port, to: { address: "127.0.0.1", port: toPort } };
}

describe("targetRoutes", () => {
  const routes = targetRoutes([
    map("192.0.2.10", null, 9000),
    map("192.0.2.10", 443, 9443),
    map("198.51.100.20", 80, 9080),
    map("Shop.Example.com.", null, 9001),
    map("[2001:DB8::1]", 25, 9025),
    map("127.0.0.9", null, 9002),
  ]);

  for (const [target, port, expected] of [
    ["192.0.2.10", 80, { address: "127.0.0.1", port: 9000 }],
    ["192.0.2.10", 443, { address: "127.0.0.1", port: 9443 }],
    ["198.51.100.20", 80, { address: "127.0.0.1", port: 9080 }],
    ["198.51.100.20", 81, null],
    ["192.0.2.11", 80, null],
    ["shop.example.COM", 443, { address: "127.0.0.1", port: 9001 }],
    ["2001:db8::1", 25, { address: "127.0.0.1", port: 9025 }],
    ["127.0.0.9", 80, { address: "127.0.0.1", port: 9002 }],
    ["127.0.0.8", 80, { address: "127.0.0.8", port: 80 }],
    ["localhost", 80, { address: "127.0.0.1", port: 80 }],
    ["example.com", 80, null],
  ] as const) {
    it(`leads ${target}, port ${port}, to ${expected ? `port ${expected.port}` : "nowhere"}`, () => {
      assert.deepEqual(routes(target, port), expected);
    });
  }
});

describe("loopbackAddress", () => {
  for (const [host, expected] of [
    ["127.0.0.1", "127.0.0.1"],
    ["127.255.255.254", "127.255.255.254"],
    ["localhost", "127.0.0.1"],
    ["LocalHost.", "127.0.0.1"],
    ["126.255.255.255", null],
    ["128.0.0.0", null],
    ["127.0.0", null],
    ["127.0.0.1.example.com", null],
    ["localhost.example.com", null],
    ["0.0.0.0", null],
    ["::1", null],
    ["", null],
  ] as const) {
    it(`is ${expected ?? "none"} for "${host}"`, () => {
      assert.equal(loopbackAddress(host), expected);
    });
  }
});

describe("targetKey", () => {
  it("is the same for every spelling of a name, and of an IPv6 address with and without brackets", () => {
    assert.deepEqual(["WWW.example.com.", "[2001:DB8::1]"].map(targetKey), [
      "www.example.com",
      "2001:db8::1",
    ]);
  });
});

describe("probedEndpoints", () => {
  it("are those of the checks that somebody probes, at the port of each check's kind", () => {
    const http: HealthCheck = { Id: "http", HealthCheckConfig: { Type: "HTTP", IPAddress: "192.0.2.10" } };
    const https: HealthCheck = {
      Id: "https",
      HealthCheckConfig: { Type: "HTTPS", FullyQualifiedDomainName: "www.example.com" },
    };
    const disabled: HealthCheck = {
      Id: "off",
      HealthCheckConfig: { ...http.HealthCheckConfig, Disabled: true },
    };
    const checks = [http, https, disabled, { ...http, Id: "stated" }];
    assert.deepEqual(probedEndpoints(checks, new Map([["stated", true]])), [
      { check: http, target: "192.0.2.10", port: 80 },
      { check: https, target: "www.example.com", port: 443 },
    ]);
  });
});
