import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { failoverBudget, type FailoverBudget } from "../route53/timing";
import { checkersPerRegion, type HealthCheckRegion } from "../route53/types";
import type { SiteEndpoint, SiteRole, SwitchEndpoint } from "./endpoint";
import { checkFailoverDnsArgs } from "./failoverDnsArgs";
import { switchedCheck, type SwitchedCheck } from "./switchedCheck";

/** One side of the failover. */
export interface FailoverTarget<Role extends SiteRole> {
  /** Host name of this site alone; names the address record `<hostname>.<domain>`. */
  readonly hostname: string;
  /** The site's address: what the record answers with and what the check probes. */
  readonly endpoint: SiteEndpoint<Role>;
}

/** How both sites are probed: a string match, because Route 53 alone counts redirects as healthy. */
export interface FailoverHealthCheck {
  /** TCP port of the site. */
  readonly port: number;
  /** Path of the health page; starts with /. */
  readonly path: string;
  /** Text that a healthy page holds in its first 5,120 bytes; 1 to 255 characters. */
  readonly searchString: string;
  /** Seconds between a checker's probes. A change replaces the check. */
  readonly requestIntervalSeconds: 10 | 30;
  /** Equal results in a row after which a checker changes its opinion; 1 to 10. */
  readonly failureThreshold: number;
  /** Regions of the checkers, at least three; two checkers in each. */
  readonly checkerRegions: readonly HealthCheckRegion[];
  /** Latency graphs, which cost. A change replaces the check. */
  readonly measureLatency: boolean;
}

/**
 * What the failover is made of. There is no place here for a check on the failover name, a TTL on an alias, a second
 * PRIMARY or a target's health left out: those mistakes cannot be written down.
 */
export interface FailoverDnsArgs {
  /** Name of the hosted zone. */
  readonly domain: string;
  /** Host name that fails over; `@` is the domain itself. */
  readonly hostname: string;
  /** An existing public zone, which is never changed, or a new one. */
  readonly zone: { readonly id: string } | { readonly create: true };
  readonly primary: FailoverTarget<"primary">;
  readonly backup: FailoverTarget<"backup">;
  readonly healthCheck: FailoverHealthCheck;
  /** TTL of the address records, which the failover record inherits; 1 to 86400. */
  readonly ttlSeconds: number;
  /** Assumed delay from the checkers' verdict to changed answers; Route 53 publishes none. */
  readonly aggregationSeconds: number;
  /** The outage that is accepted; stated beside the predicted one. */
  readonly rtoSeconds: number;
  /** Period of the site's own health script, when it has one: adds the row of the broken shop to the budget. */
  readonly healthScriptPeriodSeconds?: number;
  /** Guards a zone that is made here. */
  readonly protect: boolean;
  /** The operator's switch: while it is on, PRIMARY counts as unhealthy. Default (null): none. */
  readonly operatorSwitch?: SwitchEndpoint | null;
}

/** A site in the stack's `topology` output. */
export type TopologyOutputSite<Role extends SiteRole = SiteRole> = SiteEndpoint<Role> & {
  readonly recordName: string;
  readonly setIdentifier: string;
  readonly healthCheckId: pulumi.Output<string>;
};

/** The switch in the stack's `topology` output. */
export type TopologyOutputSwitch = Omit<SwitchEndpoint, "resourcePath"> & {
  /** Key of the object whose presence sends traffic to the backup. */
  readonly key: string;
  /** The check of that object. */
  readonly healthCheckId: pulumi.Output<string>;
  /** The check of the PRIMARY record: the switch's and the site's own together. */
  readonly calculatedHealthCheckId: pulumi.Output<string>;
};

interface Side {
  readonly recordName: string;
  readonly setIdentifier: string;
  readonly check: aws.route53.HealthCheck;
  /** The checks that the record goes by in place of `check` alone. */
  readonly switched: SwitchedCheck | null;
  readonly failoverRecord: aws.route53.Record;
}

/**
 * The name that users visit, answered by the primary while it is healthy and by the backup while it is not.
 *
 * @throws pulumi.RunError when a plain argument is one of the known mistakes; nothing is registered then.
 */
export class FailoverDns extends pulumi.ComponentResource {
  readonly zoneId: pulumi.Output<string>;
  /** The zone's name servers; the registrar must delegate the domain to them. */
  readonly nameServers: pulumi.Output<string[]>;
  /** Names that answer: the failover name and each site's own. */
  readonly recordNames: { readonly failover: string; readonly primary: string; readonly backup: string };
  /** The same names as people visit them, with the port unless it is 80. */
  readonly urls: { readonly failover: string; readonly primary: string; readonly backup: string };
  readonly healthCheckIds: {
    readonly primary: pulumi.Output<string>;
    readonly backup: pulumi.Output<string>;
  };
  /** The predicted outage for each kind of failure. */
  readonly failoverBudget: FailoverBudget;
  /** The two sites with their records and checks, for tools. */
  readonly sites: readonly [TopologyOutputSite<"primary">, TopologyOutputSite<"backup">];
  /** The operator's switch with its checks, for tools; null without one. */
  readonly operatorSwitch: TopologyOutputSwitch | null;

  constructor(name: string, args: FailoverDnsArgs, opts: pulumi.ComponentResourceOptions) {
    checkFailoverDnsArgs(name, args);
    super("website-failover:index:FailoverDns", name, {}, opts);

    const zone = this.resolveZone(name, args);
    this.zoneId = zone.id;
    this.nameServers = zone.nameServers;

    const primary = this.createSide(name, args, args.primary, []);
    // PRIMARY first, and last to go: a lone SECONDARY would answer with a site that nobody compares it to.
    const backup = this.createSide(name, args, args.backup, [primary.failoverRecord]);

    this.recordNames = {
      failover: failoverName(args),
      primary: primary.recordName,
      backup: backup.recordName,
    };
    this.urls = {
      failover: urlOf(this.recordNames.failover, args),
      primary: urlOf(primary.recordName, args),
      backup: urlOf(backup.recordName, args),
    };
    this.healthCheckIds = { primary: primary.check.id, backup: backup.check.id };
    this.failoverBudget = budgetOf(args);
    this.sites = [topologySite(args.primary, primary), topologySite(args.backup, backup)];
    this.operatorSwitch = topologySwitch(args, primary);
    this.registerOutputs({
      zoneId: this.zoneId,
      nameServers: this.nameServers,
      recordNames: this.recordNames,
      urls: this.urls,
      healthCheckIds: this.healthCheckIds,
      failoverBudget: this.failoverBudget,
    });
  }

  private resolveZone(name: string, { domain, zone, protect }: FailoverDnsArgs) {
    if ("id" in zone) {
      const found = aws.route53.getZoneOutput({ zoneId: zone.id }, { parent: this });
      return { id: pulumi.output(zone.id), nameServers: found.nameServers };
    }
    const created = new aws.route53.Zone(
      `${name}-zone`,
      {
        name: domain,
        comment: "Public zone of the shop",
        enableAcceleratedRecovery: true,
        forceDestroy: false,
      },
      { parent: this, protect },
    );
    return { id: created.zoneId, nameServers: created.nameServers };
  }

  /** One site's address record, its check, and its alias at the failover name. */
  private createSide<Role extends SiteRole>(
    name: string,
    args: FailoverDnsArgs,
    { hostname, endpoint }: FailoverTarget<Role>,
    dependsOn: pulumi.Resource[],
  ): Side {
    const { role, publicIp } = endpoint;
    const setIdentifier = `${args.hostname}-${role}`;
    const recordName = fullName(hostname, args.domain);
    const address = new aws.route53.Record(
      `${name}-${role}-address`,
      { zoneId: this.zoneId, name: recordName, type: "A", ttl: args.ttlSeconds, records: [publicIp] },
      { parent: this },
    );
    const check = this.createCheck(`${name}-${role}-check`, args, endpoint, setIdentifier);
    const switched = role === "primary" ? this.switchOver(name, args, check) : null;
    const failoverRecord = new aws.route53.Record(
      `${name}-${role}`,
      {
        zoneId: this.zoneId,
        name: failoverName(args),
        type: "A",
        setIdentifier,
        failoverRoutingPolicies: [{ type: role === "primary" ? "PRIMARY" : "SECONDARY" }],
        // The target's name comes from the record itself, so that the target is there first.
        aliases: [{ name: address.fqdn, zoneId: this.zoneId, evaluateTargetHealth: true }],
        healthCheckId: (switched?.calculatedCheck ?? check).id,
      },
      { parent: this, dependsOn },
    );
    return { recordName, setIdentifier, check, switched, failoverRecord };
  }

  private switchOver(name: string, args: FailoverDnsArgs, endpointCheck: aws.route53.HealthCheck) {
    const { operatorSwitch, healthCheck, hostname } = args;
    if (!operatorSwitch) return null;
    return switchedCheck(name, { ...healthCheck, operatorSwitch, endpointCheck, tagPrefix: hostname }, this);
  }

  /** Probes the site's own address; the name is only the Host header, so the check never follows its own answer. */
  private createCheck(name: string, args: FailoverDnsArgs, { publicIp }: SiteEndpoint, tagName: string) {
    const {
      port,
      path,
      searchString,
      requestIntervalSeconds,
      failureThreshold,
      checkerRegions,
      measureLatency,
    } = args.healthCheck;
    return new aws.route53.HealthCheck(
      name,
      {
        type: "HTTP_STR_MATCH",
        ipAddress: publicIp,
        fqdn: failoverName(args),
        port,
        resourcePath: path,
        searchString,
        requestInterval: requestIntervalSeconds,
        failureThreshold,
        regions: [...checkerRegions],
        measureLatency,
        // Said although they are the defaults: a check left inverted or disabled by hand is then seen and mended.
        invertHealthcheck: false,
        disabled: false,
        tags: { Name: tagName },
      },
      { parent: this },
    );
  }
}

/** The failover name of these args, without a final dot. */
export function failoverName({ hostname, domain }: Pick<FailoverDnsArgs, "hostname" | "domain">): string {
  return fullName(hostname, domain);
}

function fullName(hostname: string, domain: string): string {
  return hostname === "@" ? domain : `${hostname}.${domain}`;
}

function urlOf(name: string, { healthCheck: { port } }: FailoverDnsArgs): string {
  return port === 80 ? `http://${name}` : `http://${name}:${port}`;
}

function topologySite<Role extends SiteRole>(
  { endpoint }: FailoverTarget<Role>,
  side: Side,
): TopologyOutputSite<Role> {
  const { recordName, setIdentifier, check } = side;
  return { ...endpoint, recordName, setIdentifier, healthCheckId: check.id };
}

function topologySwitch(
  { operatorSwitch }: FailoverDnsArgs,
  { switched }: Side,
): TopologyOutputSwitch | null {
  if (!operatorSwitch || !switched) return null;
  const { resourcePath, ...endpoint } = operatorSwitch;
  return {
    ...endpoint,
    key: resourcePath.slice(1),
    healthCheckId: switched.switchCheck.id,
    calculatedHealthCheckId: switched.calculatedCheck.id,
  };
}

function budgetOf(args: FailoverDnsArgs): FailoverBudget {
  const checkers = args.healthCheck.checkerRegions.length * checkersPerRegion;
  return failoverBudget({ ...args, ...args.healthCheck, checkers });
}
