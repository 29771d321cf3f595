import assert from "node:assert/strict";
import { contentVersion } from "../../site/storefront";
import { problemsWith } from "../support/stackSettings";

/** Proves each relation between settings on both sides of its limit, with the whole text that ops will read. */

const own = { userDataFile: "LICENSE", path: "/health", searchString: "open" };
const label = (length: number) => "a".repeat(length);
/** A domain that makes `<hostname>.<domain>` for `primary` exactly `length` characters long. */
const domainFor = (length: number) => {
  const rest = length - "primary.".length - ".com".length;
  return `${[label(63), label(63), label(63), label(rest - 3 * 64)].join(".")}.com`;
};

interface Pair {
  readonly rule: string;
  readonly accepted: Record<string, unknown>;
  readonly refused: Record<string, unknown>;
  readonly text: string;
}

const pairs: Pair[] = [
  {
    rule: "regions-differ",
    accepted: { primary: { region: "us-east-1" }, backup: { region: "us-east-2" } },
    refused: { primary: { region: "us-west-2" }, backup: { region: "us-west-2" } },
    text: 'primary.region, backup.region: are both "us-west-2"; a backup in the same region dies with it: choose another region for the backup [regions-differ]',
  },
  {
    rule: "region-known",
    accepted: { backup: { region: "ap-northeast-1" } },
    refused: { backup: { region: "us-west-9" } },
    text: 'backup.region: is "us-west-9", but must be one of us-east-1, us-east-2, us-west-1, us-west-2, ca-central-1, eu-west-1, eu-west-2, eu-central-1, ap-southeast-1, ap-southeast-2, ap-northeast-1 [region-known]',
  },
  {
    rule: "instance-type-offered",
    accepted: { primary: { instanceType: "m7g.large" } },
    refused: { backup: { instanceType: "m7g.large" } },
    text: 'backup.instanceType, backup.region: is "m7g.large", whose family is not listed for us-west-1; choose one of t3, t4g, m5, m6i, m6g, c5, c6i, c6g, r5, r6i, r6g, t3a [instance-type-offered]',
  },
  {
    rule: "zone-in-region",
    accepted: { primary: { availabilityZone: "us-east-1f" } },
    refused: { primary: { availabilityZone: "us-west-1a" } },
    text: 'primary.availabilityZone, primary.region: is "us-west-1a", which is no zone of us-east-1; write a zone such as us-east-1a or leave it out [zone-in-region]',
  },
  {
    rule: "cidr-size, largest",
    accepted: { primary: { cidr: "10.10.0.0/16" } },
    refused: { primary: { cidr: "10.10.0.0/15" } },
    text: 'primary.cidr: is "10.10.0.0/15", but its prefix must be from /16 to /24 [cidr-size]',
  },
  {
    rule: "cidr-size, smallest",
    accepted: { backup: { cidr: "10.20.0.0/24" } },
    refused: { backup: { cidr: "10.20.0.0/25" } },
    text: 'backup.cidr: is "10.20.0.0/25", but its prefix must be from /16 to /24 [cidr-size]',
  },
  {
    rule: "cidr-network",
    accepted: { primary: { cidr: "10.10.16.0/20" } },
    refused: { primary: { cidr: "10.10.17.1/20" } },
    text: 'primary.cidr: is "10.10.17.1/20", which is no network address; write "10.10.16.0/20" [cidr-network]',
  },
  {
    rule: "cidr-private",
    accepted: { primary: { cidr: "172.31.0.0/16" } },
    refused: { primary: { cidr: "172.32.0.0/16" } },
    text: 'primary.cidr: is "172.32.0.0/16", but must lie in one of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 [cidr-private]',
  },
  {
    rule: "set-identifier-length",
    accepted: { hostname: `${label(60)}.${label(59)}` },
    refused: { hostname: `${label(60)}.${label(60)}` },
    text: "hostname: has 121 characters; at most 120 leave room for the records' set identifiers [set-identifier-length]",
  },
  {
    rule: "search-string-found, of one version",
    accepted: { healthCheck: { searchString: "content=" } },
    refused: { healthCheck: { searchString: `content=${contentVersion}` } },
    text: `healthCheck.searchString: is "content=${contentVersion}", which does not stand on the health page of both sites whatever its content's version; write for example status=ok [search-string-found]`,
  },
  {
    rule: "cidr-overlap",
    accepted: { primary: { cidr: "10.20.0.0/17" }, backup: { cidr: "10.20.128.0/17" } },
    refused: { primary: { cidr: "10.20.0.0/16" }, backup: { cidr: "10.20.255.0/24" } },
    text: 'primary.cidr, backup.cidr: are "10.20.0.0/16" and "10.20.255.0/24", which overlap; choose ranges apart, such as 10.10.0.0/16 and 10.20.0.0/16 [cidr-overlap]',
  },
  {
    rule: "hostnames-differ",
    accepted: { hostname: "backup1" },
    refused: { hostname: "backup" },
    text: 'hostname, backup.hostname: are both "backup"; the failover name and the two sites\' own names must all differ [hostnames-differ]',
  },
  {
    rule: "name-length",
    accepted: { domain: domainFor(253) },
    refused: { domain: domainFor(254) },
    text: "primary.hostname, domain: makes a name of 254 characters with the domain; a DNS name has at most 253 [name-length]",
  },
  {
    rule: "ttl-for-failover",
    accepted: { ttlSeconds: 60, rtoSeconds: 100 },
    refused: { ttlSeconds: 61, rtoSeconds: 101 },
    text: "ttlSeconds: is 61; Route 53 advises at most 60 for records that fail over. Lower it, or set acknowledgeSlowFailover: true [ttl-for-failover]",
  },
  {
    rule: "ttl-for-failover, acknowledged",
    accepted: { ttlSeconds: 86_300, rtoSeconds: 86_400, acknowledgeSlowFailover: true },
    refused: { ttlSeconds: 86_300, rtoSeconds: 86_400, acknowledgeSlowFailover: false },
    text: "ttlSeconds: is 86300; Route 53 advises at most 60 for records that fail over. Lower it, or set acknowledgeSlowFailover: true [ttl-for-failover]",
  },
  {
    rule: "own-site-health, path",
    accepted: { site: own },
    refused: { site: { userDataFile: "LICENSE", searchString: "open" } },
    text: "site.path: is missing; with site.userDataFile say how your own health page is found and recognised [own-site-health]",
  },
  {
    rule: "own-site-health, search string",
    accepted: { site: { userDataFile: "LICENSE", path: "/health" }, healthCheck: { searchString: "open" } },
    refused: { site: { userDataFile: "LICENSE", path: "/health" } },
    text: "site.searchString: is missing; with site.userDataFile say how your own health page is found and recognised [own-site-health]",
  },
  {
    rule: "one-health-page",
    accepted: { site: own, healthCheck: { path: "/health" } },
    refused: { site: own, healthCheck: { path: "/healthz" } },
    text: 'healthCheck.path, site.path: are "/healthz" and "/health"; say it in one place only [one-health-page]',
  },
  {
    rule: "shop-path",
    accepted: { healthCheck: { path: "/healthz?from=route53" } },
    refused: { healthCheck: { path: "/healthz/" } },
    text: 'healthCheck.path: is "/healthz/", but the sample shop\'s health page is /healthz (a query may follow); another path needs site.userDataFile [shop-path]',
  },
  {
    rule: "shop-port",
    accepted: { site: own, healthCheck: { port: 8080 } },
    refused: { healthCheck: { port: 8080 } },
    text: "healthCheck.port: is 8080, but the sample shop listens on 80; another port needs site.userDataFile [shop-port]",
  },
  {
    rule: "search-string-found",
    accepted: { healthCheck: { searchString: "status=ok site=" } },
    refused: { healthCheck: { searchString: "site=primary" } },
    text: 'healthCheck.searchString: is "site=primary", which does not stand on the health page of both sites whatever its content\'s version; write for example status=ok [search-string-found]',
  },
  {
    // 2 × (10 + 8) + 3 + 20 + 1 = 60
    rule: "rto-budget",
    accepted: { rtoSeconds: 60 },
    refused: { rtoSeconds: 59 },
    text: "rtoSeconds: is 59, but the worst case is longer (slowBody 60 s); lower the interval, the threshold or the TTL, or accept 60 [rto-budget]",
  },
  {
    rule: "monitoring-emails",
    accepted: { monitoring: { enabled: true, emails: ["ops@example.com"] } },
    refused: { monitoring: { enabled: true } },
    text: "monitoring.emails: is empty, so an alarm would reach nobody; write an address, or monitoring.enabled: false [monitoring-emails]",
  },
  {
    rule: "monitoring-emails, turned off",
    accepted: { monitoring: { enabled: false, emails: [] } },
    refused: { monitoring: { enabled: true, emails: [] } },
    text: "monitoring.emails: is empty, so an alarm would reach nobody; write an address, or monitoring.enabled: false [monitoring-emails]",
  },
];

describe("stacks/rules", () => {
  for (const { rule, accepted, refused, text } of pairs) {
    it(`${rule}: accepts ${JSON.stringify(accepted).slice(0, 60)}`, () => {
      assert.deepEqual(problemsWith(accepted), []);
    });
    it(`${rule}: refuses ${JSON.stringify(refused).slice(0, 60)}`, () => {
      assert.deepEqual(problemsWith(refused), [text]);
    });
  }

  it("stays silent about keys that parsing has refused", () => {
    assert.deepEqual(problemsWith({ rtoSeconds: 44, healthCheck: { failureThreshold: 11 } }), [
      "healthCheck.failureThreshold: is 11, but must be a whole number from 1 to 10; for example failureThreshold: 2 [allowed-value]",
    ]);
  });
});
