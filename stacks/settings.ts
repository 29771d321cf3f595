import * as pulumi from "@pulumi/pulumi";
import type { HealthCheckRegion } from "../route53/types";
import { normalise } from "./normalise";
import { parse } from "./parse";
import { describeProblem } from "./problem";
import { brokenRules } from "./rules";

/** One site, resolved: everything that RegionalSite needs to know but the zone it will stand in. */
export interface SiteSettings<Role extends "primary" | "backup" = "primary" | "backup"> {
  readonly role: Role;
  readonly region: string;
  readonly hostname: string;
  readonly instanceType: string;
  readonly cidr: string;
  readonly generation: number;
  /** The zone that ops pinned; null leaves the choice to the program. */
  readonly pinnedZone: string | null;
  readonly port: number;
  /** Public SSM parameter that names the AMI. */
  readonly amiParameter: string;
  /** The user data that ops bring along; null is the sample shop's own bootstrap. */
  readonly userData: string | null;
  readonly protect: boolean;
  /** Ops have asked for an interruption of this site: its instance is not protected, the guard lets it go. */
  readonly mayInterrupt: boolean;
  /** What the site keeps in step with the other one; null where nothing is. */
  readonly content: { readonly accountId: string; readonly tables: readonly string[] } | null;
}

/** How both sites are probed, resolved. */
export interface HealthCheckSettings {
  readonly port: number;
  readonly path: string;
  readonly searchString: string;
  readonly requestIntervalSeconds: 10 | 30;
  readonly failureThreshold: number;
  readonly checkerRegions: readonly HealthCheckRegion[];
  readonly measureLatency: boolean;
}

/** The name that fails over and how it decides, resolved: all of FailoverDns but the sites. */
export interface DnsSettings {
  readonly domain: string;
  readonly hostname: string;
  readonly zone: { readonly id: string } | { readonly create: true };
  readonly healthCheck: HealthCheckSettings;
  readonly ttlSeconds: number;
  readonly aggregationSeconds: number;
  readonly rtoSeconds: number;
  /** Set while the sample shop, whose health script has this period, is what the sites serve. */
  readonly healthScriptPeriodSeconds?: number;
  readonly protect: boolean;
}

/** The operator's switch, resolved. */
export interface SwitchSettings {
  /** The backup's. */
  readonly region: string;
  readonly bucketName: string;
  /** Where CloudTrail writes down who turns it on or off; null: nobody does. */
  readonly auditTrail: { readonly accountId: string; readonly bucketName: string } | null;
  readonly protect: boolean;
}

/** What is watched and who is told, resolved: all of Monitoring but what it watches. */
export interface MonitoringSettings {
  readonly accountId: string;
  readonly emails: readonly string[];
  readonly warnBelowPercentageHealthy: number;
  /** What the dashboard shows beside sites and DNS. */
  readonly parts: {
    readonly isWatched: boolean;
    readonly contentBuckets: ContentBucketNames | null;
    readonly tables: readonly string[];
  };
}

/** The buckets that hold the sites' content. */
export interface ContentBucketNames {
  readonly primary: string;
  readonly backup: string;
}

/** What the site watcher sees beside the sites, and whom it tells, resolved: all of SiteWatcher but the DNS. */
export interface WatcherSettings {
  readonly accountId: string;
  readonly emails: readonly string[];
  readonly healthCheck: HealthCheckSettings;
  /** Null: there is no switch. `holdAfterMinutes` is null while failback is automatic. */
  readonly operatorSwitch: {
    readonly bucketName: string;
    readonly holdAfterMinutes: number | null;
    /** Whether drills by hand leave their journal there. */
    readonly keepsJournal: boolean;
  } | null;
  /** Null: content is not replicated. */
  readonly content: {
    readonly bucketNames: ContentBucketNames;
    readonly maxStalenessMinutes: number;
  } | null;
}

/** What is drilled and when, resolved: all of DrillSchedule but the site that it breaks. */
export interface DrillSettings {
  readonly accountId: string;
  readonly scheduleExpression: string;
  readonly timeZone: string;
  readonly maxAgeDays: number;
}

/** Who operates the stack, resolved: all of Operations but what they operate. */
export interface OperationsSettings {
  readonly accountId: string;
  readonly trustedPrincipals: readonly string[];
  /** The switch's. */
  readonly bucketName: string;
}

/** What is kept in step between the sites' regions, resolved: all of DataSync but whom its alarms tell. */
export interface DataSyncSettings {
  readonly accountId: string;
  readonly regions: { readonly primary: string; readonly backup: string };
  readonly tables: readonly TableSettings[];
  readonly replicationTimeControl: boolean;
  readonly protect: boolean;
}

/** A table that both sites use. */
export interface TableSettings {
  readonly name: string;
  readonly hashKey: TableKeySettings;
  /** Null: items are found by the hash key alone. */
  readonly rangeKey: TableKeySettings | null;
}

/** An attribute of a table's key and its type in DynamoDB. */
export interface TableKeySettings {
  readonly name: string;
  readonly type: "S" | "N" | "B";
}

/** The settings of one stack in the one shape that the program uses. */
export interface Settings {
  readonly project: string;
  readonly stack: string;
  readonly accountId: string;
  readonly primary: SiteSettings<"primary">;
  readonly backup: SiteSettings<"backup">;
  readonly dns: DnsSettings;
  /** Null when it is turned off. */
  readonly operatorSwitch: SwitchSettings | null;
  /** Null when it is turned off. */
  readonly monitoring: MonitoringSettings | null;
  /** Null when it is turned off. */
  readonly siteWatcher: WatcherSettings | null;
  /** Null when it is turned off. */
  readonly drills: DrillSettings | null;
  /** Null when it is turned off. */
  readonly operations: OperationsSettings | null;
  /** Null when it is turned off. */
  readonly dataSync: DataSyncSettings | null;
  /** Ops know that a name of the stack goes away. */
  readonly mayRename: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Reads the running stack's settings.
 *
 * @throws pulumi.RunError that lists every problem of the stack file at once, a line each, before anything is
 * registered.
 */
export function readSettings(): Settings {
  const project = pulumi.getProject();
  const stack = pulumi.getStack();
  const result = resolveSettings(project, stack, pulumi.runtime.allConfig());
  if (Array.isArray(result)) throw new pulumi.RunError(problemReport(stack, result));
  return result;
}

/** The settings that `config` (keys such as `project:domain`, values as Pulumi stores them) amounts to, or its problems. */
export function resolveSettings(
  project: string,
  stack: string,
  config: Readonly<Record<string, string>>,
): Settings | string[] {
  const parsed = parse(project, config);
  const normalised = normalise(project, stack, parsed.settings);
  const invalidKeys = new Set([...parsed.problems, ...normalised.problems].flatMap(({ keys }) => keys));
  const relations = brokenRules(parsed.settings, normalised.settings, invalidKeys);
  const problems = [...parsed.problems, ...normalised.problems, ...relations];
  return problems.length > 0 ? problems.map(describeProblem) : normalised.settings;
}

function problemReport(stack: string, problems: readonly string[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [`Pulumi.${stack}.yaml has ${count}:`, ...problems.map((problem) => `- ${problem}`)].join("\n");
}
