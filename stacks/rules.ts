import { BlockList } from "node:net";
import { failoverBudget } from "../route53/timing";
import { checkersPerRegion } from "../route53/types";
import { defaultHealthPath, healthyPage } from "../site/healthPage";
import { dataSyncRules } from "./dataSyncRules";
import { drillRules } from "./drillRules";
import { familiesByRegion, familyOf } from "./instanceTypes";
import { operationsRules } from "./operationsRules";
import type { Problem } from "./problem";
import type { Rule, Subject } from "./rule";
import type { ParsedSettings } from "./schema";
import type { Settings } from "./settings";
import { switchBucketNameProblem } from "./switchBucketName";
import { watcherRules } from "./watcherRules";

/** Step three of three: the relations between settings. Each rule is one named function; its key here is its id. */
const rules: Readonly<Record<string, Rule>> = {
  "regions-differ": regionsDiffer,
  "region-known": regionKnown,
  "instance-type-offered": instanceTypeOffered,
  "zone-in-region": zoneInRegion,
  "cidr-size": cidrSize,
  "cidr-network": cidrNetwork,
  "cidr-private": cidrPrivate,
  "cidr-overlap": cidrOverlap,
  "hostnames-differ": hostnamesDiffer,
  "name-length": nameLength,
  "set-identifier-length": setIdentifierLength,
  "ttl-for-failover": ttlForFailover,
  "own-site-health": ownSiteHealth,
  "one-health-page": oneHealthPage,
  "shop-path": shopPath,
  "shop-port": shopPort,
  "search-string-found": searchStringFound,
  "rto-budget": rtoBudget,
  "switch-bucket": switchBucket,
  "monitoring-emails": monitoringEmails,
  ...watcherRules,
  ...dataSyncRules,
  ...drillRules,
  ...operationsRules,
};

/**
 * Every relation between settings that does not hold.
 *
 * @param invalidKeys keys that parsing has already refused; a rule that needs one of them stays silent.
 */
export function brokenRules(
  written: ParsedSettings,
  settings: Settings,
  invalidKeys: ReadonlySet<string> = new Set(),
): Problem[] {
  const isValid = (key: string) => !invalidKeys.has(key) && !invalidKeys.has(key.split(".")[0] ?? "");
  return Object.entries(rules).flatMap(([rule, check]) =>
    check({ written, settings }).flatMap((found) =>
      found && [...found.keys, ...(found.reads ?? [])].every(isValid)
        ? [{ keys: found.keys, message: found.message, rule }]
        : [],
    ),
  );
}

const roles = ["primary", "backup"] as const;

function regionsDiffer({ settings: { primary, backup } }: Subject) {
  const message = `are both "${primary.region}"; a backup in the same region dies with it: choose another region for the backup`;
  return [primary.region === backup.region ? { keys: ["primary.region", "backup.region"], message } : null];
}

function regionKnown({ settings }: Subject) {
  return roles.map((role) => {
    const { region } = settings[role];
    if (familiesByRegion[region]) return null;
    const known = Object.keys(familiesByRegion).join(", ");
    return { keys: [`${role}.region`], message: `is "${region}", but must be one of ${known}` };
  });
}

function instanceTypeOffered({ settings }: Subject) {
  return roles.map((role) => {
    const { region, instanceType } = settings[role];
    const families = familiesByRegion[region];
    if (!families || families.includes(familyOf(instanceType))) return null;
    const message = `is "${instanceType}", whose family is not listed for ${region}; choose one of ${families.join(", ")}`;
    return { keys: [`${role}.instanceType`, `${role}.region`], message };
  });
}

function zoneInRegion({ settings }: Subject) {
  return roles.map((role) => {
    const { region, pinnedZone } = settings[role];
    if (pinnedZone === null || pinnedZone.slice(0, -1) === region) return null;
    const message = `is "${pinnedZone}", which is no zone of ${region}; write a zone such as ${region}a or leave it out`;
    return { keys: [`${role}.availabilityZone`, `${role}.region`], message };
  });
}

function cidrSize({ settings }: Subject) {
  return roles.map((role) => {
    const { cidr } = settings[role];
    const { prefix } = parseCidr(cidr);
    if (prefix >= 16 && prefix <= 24) return null;
    return { keys: [`${role}.cidr`], message: `is "${cidr}", but its prefix must be from /16 to /24` };
  });
}

function cidrNetwork({ settings }: Subject) {
  return roles.map((role) => {
    const { cidr } = settings[role];
    const { address, prefix } = parseCidr(cidr);
    const network = networkOf(address, prefix);
    if (network === address) return null;
    return {
      keys: [`${role}.cidr`],
      message: `is "${cidr}", which is no network address; write "${network}/${prefix}"`,
    };
  });
}

/** The ranges that no public address ever has (RFC 1918, RFC 6598): others would hide part of the internet. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

function cidrPrivate({ settings }: Subject) {
  return roles.map((role) => {
    const { cidr } = settings[role];
    if (privateRanges.some((range) => contains(parseCidr(range), parseCidr(cidr).address))) return null;
    return {
      keys: [`${role}.cidr`],
      message: `is "${cidr}", but must lie in one of ${privateRanges.join(", ")}`,
    };
  });
}

function cidrOverlap({ settings: { primary, backup } }: Subject) {
  const [one, two] = [parseCidr(primary.cidr), parseCidr(backup.cidr)];
  const isOverlapping = contains(one, two.address) || contains(two, one.address);
  const message = `are "${primary.cidr}" and "${backup.cidr}", which overlap; choose ranges apart, such as 10.10.0.0/16 and 10.20.0.0/16`;
  return [isOverlapping ? { keys: ["primary.cidr", "backup.cidr"], message } : null];
}

function hostnamesDiffer({ settings: { dns, primary, backup } }: Subject) {
  const names: [string, string][] = [
    ["hostname", dns.hostname],
    ["primary.hostname", primary.hostname],
    ["backup.hostname", backup.hostname],
  ];
  return names.map(([key, name], index) => {
    const earlier = names.slice(0, index).find(([, other]) => other === name);
    const message = `are both "${name}"; the failover name and the two sites' own names must all differ`;
    return earlier ? { keys: [earlier[0], key], message } : null;
  });
}

function nameLength({ settings: { dns, primary, backup } }: Subject) {
  const { domain, hostname } = dns;
  const names = { hostname, "primary.hostname": primary.hostname, "backup.hostname": backup.hostname };
  return Object.entries(names).map(([key, name]) => {
    const length = name === "@" ? domain.length : `${name}.${domain}`.length;
    const message = `makes a name of ${length} characters with the domain; a DNS name has at most 253`;
    return length > 253 ? { keys: [key, "domain"], message } : null;
  });
}

/** `<hostname>-primary` is the longer of the two set identifiers; Route 53 takes 128 characters. */
function setIdentifierLength({ settings: { dns } }: Subject) {
  const message = `has ${dns.hostname.length} characters; at most 120 leave room for the records' set identifiers`;
  return [dns.hostname.length > 120 ? { keys: ["hostname"], message } : null];
}

function ttlForFailover({ written: { ttlSeconds, acknowledgeSlowFailover } }: Subject) {
  const message = `is ${ttlSeconds}; Route 53 advises at most 60 for records that fail over. Lower it, or set acknowledgeSlowFailover: true`;
  return [ttlSeconds > 60 && !acknowledgeSlowFailover ? { keys: ["ttlSeconds"], message } : null];
}

function ownSiteHealth({ written: { site, healthCheck } }: Subject) {
  if (site.userDataFile === undefined) return [];
  return (["path", "searchString"] as const).map((key) => {
    const message = `is missing; with site.userDataFile say how your own health page is found and recognised`;
    return site[key] === undefined && healthCheck[key] === undefined
      ? { keys: [`site.${key}`], message }
      : null;
  });
}

function oneHealthPage({ written: { site, healthCheck } }: Subject) {
  return (["path", "searchString"] as const).map((key) => {
    const [one, two] = [healthCheck[key], site[key]];
    if (one === undefined || two === undefined || one === two) return null;
    const message = `are "${one}" and "${two}"; say it in one place only`;
    return { keys: [`healthCheck.${key}`, `site.${key}`], message };
  });
}

/** The shop that runs already serves exactly this path, so that no edit of it can fail both sites at once. */
function shopPath({ settings, written }: Subject) {
  const { path } = settings.dns.healthCheck;
  if (written.site.userDataFile !== undefined || path.split("?", 1)[0] === defaultHealthPath) return [];
  const message = `is "${path}", but the sample shop's health page is ${defaultHealthPath} (a query may follow); another path needs site.userDataFile`;
  return [{ keys: ["healthCheck.path"], message }];
}

function shopPort({ written }: Subject) {
  const { healthCheck } = written;
  if (written.site.userDataFile !== undefined || healthCheck.port === 80) return [];
  const message = `is ${healthCheck.port}, but the sample shop listens on 80; another port needs site.userDataFile`;
  return [{ keys: ["healthCheck.port"], message }];
}

function searchStringFound({ settings, written }: Subject) {
  const { searchString } = settings.dns.healthCheck;
  // Without the content's version: a new version must not fail the sites that still run the old one.
  const pages = roles.map((role) => healthyPage(settings[role], ""));
  if (written.site.userDataFile !== undefined || pages.every((page) => page.includes(searchString)))
    return [];
  const message = `is "${searchString}", which does not stand on the health page of both sites whatever its content's version; write for example status=ok`;
  return [{ keys: ["healthCheck.searchString"], message }];
}

function rtoBudget({ settings: { dns } }: Subject) {
  const checkers = dns.healthCheck.checkerRegions.length * checkersPerRegion;
  const budget = failoverBudget({ ...dns, ...dns.healthCheck, checkers });
  if (budget.worstSeconds <= budget.rtoSeconds) return [];
  const rows = Object.entries(budget.kinds).filter(([, row]) => row.totalWorstSeconds > budget.rtoSeconds);
  const over = rows.map(([kind, row]) => `${kind} ${row.totalWorstSeconds} s`).join(", ");
  const message = `is ${budget.rtoSeconds}, but the worst case is longer (${over}); lower the interval, the threshold or the TTL, or accept ${Math.ceil(budget.worstSeconds)}`;
  const reads = [
    "ttlSeconds",
    "aggregationSeconds",
    "healthCheck.requestIntervalSeconds",
    "healthCheck.failureThreshold",
  ];
  return [{ keys: ["rtoSeconds"], reads, message }];
}

function switchBucket({ settings: { stack, accountId, operatorSwitch } }: Subject) {
  if (!operatorSwitch) return [];
  const message = switchBucketNameProblem({ stack, accountId, region: operatorSwitch.region });
  const reads = ["accountId", "backup.region"];
  return [message === null ? null : { keys: ["operatorSwitch.enabled"], reads, message }];
}

function monitoringEmails({ written: { monitoring } }: Subject) {
  if (!monitoring.enabled || monitoring.emails.length > 0) return [];
  const message = "is empty, so an alarm would reach nobody; write an address, or monitoring.enabled: false";
  return [{ keys: ["monitoring.emails"], reads: ["monitoring.enabled"], message }];
}

function parseCidr(cidr: string): { address: string; prefix: number } {
  const [address = "", prefix] = cidr.split("/");
  return { address, prefix: Number(prefix) };
}

function networkOf(address: string, prefix: number): string {
  const bits = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const size = 2 ** (32 - prefix);
  const network = Math.floor(bits / size) * size;
  return [24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256).join(".");
}

function contains({ address, prefix }: { address: string; prefix: number }, other: string): boolean {
  const range = new BlockList();
  range.addSubnet(address, prefix, "ipv4");
  return range.check(other, "ipv4");
}
