import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import type { SiteEndpoint, SiteRole } from "../../components/endpoint";
import { FailoverDns, type FailoverDnsArgs } from "../../components/failoverDns";
import { record } from "../../recording/record";
import type { Recording } from "../../recording/recording";
import { assertSound, inventory, resourceOf } from "../support/recordings";

/** Proves the failover pair from plain arguments, and that each published mistake is refused. */

function endpoint<Role extends SiteRole>(role: Role, publicIp: string, region: string): SiteEndpoint<Role> {
  const ids = {
    allocationId: "a",
    instanceId: "i",
    networkInterfaceId: "n",
    securityGroupId: "g",
    ingressRuleId: "r",
  };
  return { role, region, publicIp, ...ids };
}

const args: FailoverDnsArgs = {
  domain: "example.org",
  hostname: "shop",
  zone: { id: "ZEXAMPLE" },
  primary: { hostname: "one", endpoint: endpoint("primary", "192.0.2.1", "us-east-1") },
  backup: { hostname: "two", endpoint: endpoint("backup", "192.0.2.2", "us-west-1") },
  healthCheck: {
    port: 8080,
    path: "/up",
    searchString: "open",
    requestIntervalSeconds: 30,
    failureThreshold: 3,
    checkerRegions: ["us-east-1", "eu-west-1", "sa-east-1"],
    measureLatency: true,
  },
  ttlSeconds: 30,
  aggregationSeconds: 2,
  rtoSeconds: 200,
  protect: true,
};

function recordDns(changes: object = {}): Promise<Recording> {
  return record(() => {
    const provider = new aws.Provider("global", { region: "us-east-1" });
    const dns = new FailoverDns("dns", { ...args, ...changes }, { provider });
    const { nameServers, recordNames, urls, healthCheckIds, failoverBudget, sites, operatorSwitch } = dns;
    return { nameServers, recordNames, urls, healthCheckIds, failoverBudget, sites, operatorSwitch };
  });
}

const inputsOf = (recording: Recording, type: string, name: string) =>
  resourceOf(recording, type, name).inputs;

describe("components/failoverDns", () => {
  let recording: Recording;
  beforeEach(async () => {
    recording = await recordDns();
  });

  it("registers exactly this, by the provider it was given", () => {
    assertSound(recording);
    assert.deepEqual(inventory(recording), [
      "aws:route53/healthCheck:HealthCheck dns-backup-check us-east-1",
      "aws:route53/healthCheck:HealthCheck dns-primary-check us-east-1",
      "aws:route53/record:Record dns-backup us-east-1",
      "aws:route53/record:Record dns-backup-address us-east-1",
      "aws:route53/record:Record dns-primary us-east-1",
      "aws:route53/record:Record dns-primary-address us-east-1",
      "pulumi:providers:aws global -",
      "website-failover:index:FailoverDns dns -",
    ]);
  });

  it("answers each site's own name with its address", () => {
    const address = (name: string, value: string) => ({
      zoneId: "ZEXAMPLE",
      name,
      type: "A",
      ttl: 30,
      records: [value],
    });
    const record = "aws:route53/record:Record";
    assert.deepEqual(
      inputsOf(recording, record, "dns-primary-address"),
      address("one.example.org", "192.0.2.1"),
    );
    assert.deepEqual(
      inputsOf(recording, record, "dns-backup-address"),
      address("two.example.org", "192.0.2.2"),
    );
  });

  it("pairs two aliases at the failover name, each with its own site's check", () => {
    const alias = (type: string, role: string, target: string) => ({
      zoneId: "ZEXAMPLE",
      name: "shop.example.org",
      type: "A",
      setIdentifier: `shop-${role}`,
      failoverRoutingPolicies: [{ type }],
      aliases: [{ name: target, zoneId: "ZEXAMPLE", evaluateTargetHealth: true }],
      healthCheckId: resourceOf(recording, "aws:route53/healthCheck:HealthCheck", `dns-${role}-check`).id,
    });
    const record = "aws:route53/record:Record";
    assert.deepEqual(
      inputsOf(recording, record, "dns-primary"),
      alias("PRIMARY", "primary", "one.example.org"),
    );
    assert.deepEqual(
      inputsOf(recording, record, "dns-backup"),
      alias("SECONDARY", "backup", "two.example.org"),
    );
  });

  it("probes each site's address with the failover name as Host", () => {
    const check = (role: string, ipAddress: string) => ({
      type: "HTTP_STR_MATCH",
      ipAddress,
      fqdn: "shop.example.org",
      port: 8080,
      resourcePath: "/up",
      searchString: "open",
      requestInterval: 30,
      failureThreshold: 3,
      regions: ["us-east-1", "eu-west-1", "sa-east-1"],
      measureLatency: true,
      invertHealthcheck: false,
      disabled: false,
      tags: { Name: `shop-${role}` },
    });
    const type = "aws:route53/healthCheck:HealthCheck";
    assert.deepEqual(inputsOf(recording, type, "dns-primary-check"), check("primary", "192.0.2.1"));
    assert.deepEqual(inputsOf(recording, type, "dns-backup-check"), check("backup", "192.0.2.2"));
  });

  it("makes each alias after its target, and PRIMARY before SECONDARY", () => {
    const urn = (name: string) => resourceOf(recording, "aws:route53/record:Record", name).urn;
    const waitsFor = (name: string) => resourceOf(recording, "aws:route53/record:Record", name).dependencies;
    assert.equal(waitsFor("dns-primary").includes(urn("dns-primary-address")), true);
    assert.equal(waitsFor("dns-backup").includes(urn("dns-backup-address")), true);
    assert.equal(waitsFor("dns-backup").includes(urn("dns-primary")), true);
  });

  it("promises k·(I+T) + aggregation + TTL + 1 for each kind of failure", () => {
    // I = 30, k = 3, six checkers; worst detection 90, 96, 102, 114.
    const { kinds, worstSeconds, rtoSeconds } = recording.outputs["failoverBudget"] as {
      kinds: Record<string, { totalWorstSeconds: number }>;
      worstSeconds: number;
      rtoSeconds: number;
    };
    const totals = Object.entries(kinds).map(([kind, row]) => [kind, row.totalWorstSeconds]);
    assert.deepEqual(totals.sort(), [
      ["blackhole", 135],
      ["noReply", 129],
      ["refused", 123],
      ["slowBody", 147],
    ]);
    assert.deepEqual([worstSeconds, rtoSeconds], [147, 200]);
  });

  it("puts the apex at the domain itself", async () => {
    const apex = await recordDns({ hostname: "@" });
    assertSound(apex);
    const { name, setIdentifier } = inputsOf(apex, "aws:route53/record:Record", "dns-primary");
    assert.deepEqual([name, setIdentifier], ["example.org", "@-primary"]);
    assert.equal(
      inputsOf(apex, "aws:route53/healthCheck:HealthCheck", "dns-primary-check")["fqdn"],
      "example.org",
    );
  });

  it("names each address as people visit it, with the port unless it is 80", async () => {
    const urls = (port: string) => ({
      failover: `http://shop.example.org${port}`,
      primary: `http://one.example.org${port}`,
      backup: `http://two.example.org${port}`,
    });
    assert.deepEqual(recording.outputs["urls"], urls(":8080"));
    const { outputs } = await recordDns({ healthCheck: { ...args.healthCheck, port: 80 } });
    assert.deepEqual(outputs["urls"], urls(""));
  });

  it("hands on the name servers of an existing zone", () => {
    const [zone] = recording.lookUps;
    assert.deepEqual(
      [zone?.inputs["zoneId"], recording.outputs["nameServers"]],
      ["ZEXAMPLE", zone?.result["nameServers"]],
    );
  });

  it("makes a protected zone when asked to, with accelerated recovery", async () => {
    const made = await recordDns({ zone: { create: true } });
    const zone = resourceOf(made, "aws:route53/zone:Zone", "dns-zone");
    assert.equal(zone.protect, true);
    assert.deepEqual(zone.inputs, {
      name: "example.org",
      comment: "Public zone of the shop",
      enableAcceleratedRecovery: true,
      forceDestroy: false,
    });
  });

  it("lets a switch overrule the primary's own check, and nothing else", async () => {
    const endpoint = { region: "us-west-1", bucketName: "b", fqdn: "b.example", searchString: "go" };
    const switched = await recordDns({ operatorSwitch: { ...endpoint, resourcePath: "/force-backup" } });
    assertSound(switched);
    const [record, check] = ["aws:route53/record:Record", "aws:route53/healthCheck:HealthCheck"];
    const idOf = (name: string) => resourceOf(switched, check, name).id;
    const calculatedHealthCheckId = idOf("dns-primary-and-switch-check");
    for (const name of ["dns-primary", "dns-backup", "dns-primary-address", "dns-backup-address"]) {
      const before = inputsOf(recording, record, name);
      const after = { ...before, ...(name === "dns-primary" && { healthCheckId: calculatedHealthCheckId }) };
      assert.deepEqual(inputsOf(switched, record, name), after);
    }
    assert.deepEqual(switched.outputs, {
      ...recording.outputs,
      operatorSwitch: {
        ...endpoint,
        key: "force-backup",
        healthCheckId: idOf("dns-switch-check"),
        calculatedHealthCheckId,
      },
    });
  });

  const { primary, backup, healthCheck } = args;
  const mistakes: [title: string, changes: object, problem: string][] = [
    [
      "a failover name that is a site's own",
      { hostname: "one" },
      "the host names one, one, two must all differ: an alias to its own name never answers",
    ],
    [
      "one address for both sites",
      { backup: { ...backup, endpoint: { ...backup.endpoint, publicIp: "192.0.2.1" } } },
      "both endpoints have one address, so one failure would take both; pass two sites",
    ],
    [
      "the primary's endpoint twice",
      { backup: { ...backup, endpoint: primary.endpoint } },
      "backup.endpoint is the primary site's; pass the backup's own; both endpoints have one address, so one failure would take both; pass two sites; both endpoints are in us-east-1; a backup in the same region dies with it",
    ],
    [
      "the endpoints exchanged",
      {
        primary: { ...primary, endpoint: backup.endpoint },
        backup: { ...backup, endpoint: primary.endpoint },
      },
      "primary.endpoint is the backup site's; pass the primary's own; backup.endpoint is the primary site's; pass the backup's own",
    ],
    [
      "a zone that is both",
      { zone: { id: "Z1", create: true } },
      "zone has both an id and create; write one of them",
    ],
    ["TTL 0", { ttlSeconds: 0 }, "ttlSeconds is 0, but must be a whole number from 1 to 86400"],
    ["TTL 86401", { ttlSeconds: 86_401 }, "ttlSeconds is 86401, but must be a whole number from 1 to 86400"],
    [
      "interval 20",
      { healthCheck: { ...healthCheck, requestIntervalSeconds: 20 } },
      "healthCheck.requestIntervalSeconds is 20, but must be 10 or 30",
    ],
    [
      "threshold 0",
      { healthCheck: { ...healthCheck, failureThreshold: 0 } },
      "healthCheck.failureThreshold is 0, but must be a whole number from 1 to 10",
    ],
    [
      "threshold 11",
      { healthCheck: { ...healthCheck, failureThreshold: 11 } },
      "healthCheck.failureThreshold is 11, but must be a whole number from 1 to 10",
    ],
    [
      "no search string, with which a redirect would count as healthy",
      { healthCheck: { ...healthCheck, searchString: "" } },
      "healthCheck.searchString has 0 characters, but must have 1 to 255",
    ],
    [
      "a search string of 256",
      { healthCheck: { ...healthCheck, searchString: "s".repeat(256) } },
      "healthCheck.searchString has 256 characters, but must have 1 to 255",
    ],
    [
      "a relative path",
      { healthCheck: { ...healthCheck, path: "up" } },
      'healthCheck.path is "up", but must start with / and have at most 255 characters',
    ],
    [
      "two checker regions",
      { healthCheck: { ...healthCheck, checkerRegions: ["us-east-1", "eu-west-1", "eu-west-1"] } },
      "healthCheck.checkerRegions has 2 regions, but must have at least 3",
    ],
    [
      "port 65536",
      { healthCheck: { ...healthCheck, port: 65_536 } },
      "healthCheck.port is 65536, but must be a whole number from 1 to 65535",
    ],
  ];
  for (const [title, changes, problem] of mistakes) {
    it(`refuses ${title} before it registers anything`, async () => {
      const { errors, resources } = await recordDns(changes);
      assert.deepEqual(
        [errors, resources.map(({ name }) => name)],
        [[`FailoverDns "dns": ${problem}`], ["global"]],
      );
    });
  }

  it("accepts each limit itself", async () => {
    const limits = [
      { ttlSeconds: 1 },
      { ttlSeconds: 86_400 },
      { healthCheck: { ...healthCheck, failureThreshold: 1, searchString: "s".repeat(255), port: 1 } },
      { healthCheck: { ...healthCheck, failureThreshold: 10, path: `/${"p".repeat(254)}`, port: 65_535 } },
    ];
    for (const changes of limits) assertSound(await recordDns(changes));
  });
});
