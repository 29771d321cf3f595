import assert from "node:assert/strict";
import { endpointOf, mapsOf, statedHealthOf } from "../../cli/serveFlags";
import { probedEndpoints } from "../../rehearsal/serving/targets";
import type { HealthCheck } from "../../route53/types";

const checks: readonly HealthCheck[] = [
  { Id: "by-address", HealthCheckConfig: { Type: "HTTP", IPAddress: "192.0.2.10", Port: 8080 } },
  { Id: "by-name", HealthCheckConfig: { Type: "HTTPS", FullyQualifiedDomainName: "shop.example.com" } },
  { Id: "v6", HealthCheckConfig: { Type: "TCP", IPAddress: "2001:db8::1", Port: 25 } },
  { Id: "all", HealthCheckConfig: { Type: "CALCULATED", ChildHealthChecks: ["by-name"] } },
];
const endpoints = probedEndpoints(checks, new Map());
const here = { address: "127.0.0.1", port: 9000 };

describe("endpointOf", () => {
  for (const [text, leastPort, expected] of [
    ["127.0.0.1:1", 1, { address: "127.0.0.1", port: 1 }],
    ["127.255.0.9:65535", 1, { address: "127.255.0.9", port: 65_535 }],
    ["localhost:80", 1, { address: "127.0.0.1", port: 80 }],
    ["LOCALHOST:80", 1, { address: "127.0.0.1", port: 80 }],
    ["127.0.0.1:0", 0, { address: "127.0.0.1", port: 0 }],
  ] as const) {
    it(`takes ${text}`, () => {
      assert.deepEqual(endpointOf("--listen", text, leastPort), expected);
    });
  }

  for (const [text, leastPort] of [
    ["192.0.2.10:80", 1],
    ["0.0.0.0:80", 1],
    ["128.0.0.1:80", 1],
    ["127.1:80", 1],
    ["127.0.0.1.example.com:80", 1],
    ["[::1]:80", 1],
    ["127.0.0.1:0", 1],
    ["127.0.0.1:65536", 1],
    ["127.0.0.1:-1", 0],
    ["127.0.0.1:", 0],
    ["127.0.0.1", 0],
    [":80", 0],
    ["", 0],
  ] as const) {
    it(`refuses "${text}" from port ${leastPort}`, () => {
      assert.throws(() => endpointOf("--listen", text, leastPort), {
        name: "UserError",
        message: `--listen: it must be 127.x.x.x or localhost, a colon and a port from ${leastPort} to 65535, not "${text}".`,
      });
    });
  }

  it("shows no control character", () => {
    assert.throws(() => endpointOf("--listen", "\u001b[2J:80", 1), /not "\\u001b\[2J:80"\.$/);
  });
});

describe("mapsOf", () => {
  for (const [typed, target, port] of [
    ["192.0.2.10", "192.0.2.10", null],
    ["192.0.2.10:8080", "192.0.2.10", 8080],
    ["shop.example.com", "shop.example.com", null],
    ["Shop.Example.COM.", "Shop.Example.COM.", null],
    ["shop.example.com:443", "shop.example.com", 443],
    ["2001:db8::1", "2001:db8::1", null],
    ["[2001:db8::1]", "[2001:db8::1]", null],
    ["[2001:db8::1]:25", "[2001:db8::1]", 25],
  ] as const) {
    it(`takes the target ${typed}`, () => {
      assert.deepEqual(mapsOf({ [typed]: "127.0.0.1:9000" }, endpoints), [{ target, port, to: here }]);
    });
  }

  for (const [typed, to, message] of [
    [
      "192.0.2.11",
      "127.0.0.1:9000",
      "--map 192.0.2.11: no health check probes that. Did you mean 192.0.2.10?",
    ],
    [
      "192.0.2.10:80",
      "127.0.0.1:9000",
      "--map 192.0.2.10:80: no health check probes that. Did you mean 192.0.2.10?",
    ],
    [
      "192.0.2.10",
      "192.0.2.10:8080",
      '--map 192.0.2.10: it must be 127.x.x.x or localhost, a colon and a port from 1 to 65535, not "192.0.2.10:8080".',
    ],
    [
      "192.0.2.10",
      "127.0.0.1:0",
      '--map 192.0.2.10: it must be 127.x.x.x or localhost, a colon and a port from 1 to 65535, not "127.0.0.1:0".',
    ],
  ] as const) {
    it(`refuses ${typed}=${to}`, () => {
      assert.throws(() => mapsOf({ [typed]: to }, endpoints), { name: "UserError", message });
    });
  }

  it("has nobody to suggest where nothing is probed", () => {
    assert.throws(() => mapsOf({ "192.0.2.10": "127.0.0.1:9000" }, []), {
      message: "--map 192.0.2.10: no health check probes that.",
    });
  });
});

describe("statedHealthOf", () => {
  it("takes healthy and unhealthy, of any check that does not follow others", () => {
    assert.deepEqual(
      statedHealthOf({ "by-address": "healthy", v6: "unhealthy" }, checks),
      new Map([
        ["by-address", true],
        ["v6", false],
      ]),
    );
    assert.deepEqual(statedHealthOf({}, checks), new Map());
  });

  for (const [id, health, message] of [
    ["by-nme", "healthy", "there is no such health check. Did you mean by-name?"],
    ["all", "healthy", "a CALCULATED check follows its children: state their status instead."],
    ["by-name", "up", 'it must be healthy or unhealthy, not "up".'],
    ["by-name", "Healthy", 'it must be healthy or unhealthy, not "Healthy".'],
  ] as const) {
    it(`refuses ${id}=${health}`, () => {
      assert.throws(() => statedHealthOf({ [id]: health }, checks), {
        name: "UserError",
        message: `--status ${id}: ${message}`,
      });
    });
  }
});
