import * as pulumi from "@pulumi/pulumi";
import { switchToken, type WatcherPlan } from "../site-watcher/plan";
import { type AlarmTopic, alarmTopic, type NamedAlarm } from "./alarmTopic";
import type { SiteEndpoint, SiteRole } from "./endpoint";
import { metricNamespace, physicalName } from "./physicalName";
import { checkSiteWatcherArgs } from "./siteWatcherArgs";
import { watcherAlarms } from "./watcherAlarms";
import { watcherFunction } from "./watcherFunction";
import { watcherSchedule } from "./watcherSchedule";

/** A site as the watcher visits it: a part of its endpoint. */
export type WatchedSite<Role extends SiteRole = SiteRole> = Pick<
  SiteEndpoint<Role>,
  "role" | "region" | "publicIp"
>;

/** The name that fails over and the sites behind it; a FailoverDns is one. */
export interface WatchedDns {
  /** The name that fails over: what name servers are asked for, and the Host header of every visit. */
  readonly recordNames: { readonly failover: string };
  /** The zone's name servers. */
  readonly nameServers: pulumi.Input<readonly string[]>;
  /** The primary first. The watcher, its alarms and its topic are in the backup's region. */
  readonly sites: readonly [WatchedSite<"primary">, WatchedSite<"backup">];
}

/** What is watched, and who is told. A part that is left out is not measured and has no alarm. */
export interface SiteWatcherArgs {
  /** The account of everything here: 12 digits. */
  readonly accountId: string;
  /** Who is told, at least one; each address gets a mail to confirm. */
  readonly emails: readonly string[];
  readonly dns: WatchedDns;
  /** The page that says how a site is, as Route 53's checks fetch it. */
  readonly healthCheck: WatcherPlan["healthPage"];
  /** Default (null): there is no switch, and failback is automatic. */
  readonly operatorSwitch?: WatchedSwitch | null;
  /** Default (null): content is not replicated. */
  readonly content?: WatchedContent | null;
  /** Default (null): nobody drills. */
  readonly drills?: WatchedDrills | null;
}

/** The operator's switch. */
export interface WatchedSwitch {
  /** Its bucket, in the backup's region. */
  readonly bucketName: string;
  /**
   * Manual failback: minutes on the backup, 3 to 60, after which traffic is held there until a person takes the switch
   * off. Null: failback is automatic.
   */
  readonly holdAfterMinutes: number | null;
  /** Whether drills by hand leave their journal in it. Default: they do not. */
  readonly keepsJournal?: boolean;
}

/** Content that is replicated from bucket to bucket. */
export interface WatchedContent {
  /** Each in its site's region; the primary's replicates to the backup's. */
  readonly bucketNames: Readonly<Record<SiteRole, string>>;
  /** Minutes, 5 to 1440, for which the sites may differ or a heartbeat may be on its way before people are told. */
  readonly maxStalenessMinutes: number;
}

/** Drills by Fault Injection Service, in the primary's region; a DrillSchedule is one. */
export interface WatchedDrills {
  /** Templates whose last action asserts that the backup has answered. */
  readonly experimentTemplateIds: readonly pulumi.Input<string>[];
  /** Days, 1 to 120, without a successful drill after which people are told. */
  readonly maxAgeDays: number;
}

/**
 * Sees the shop from the backup's region each minute, as anybody on the internet does, and tells people: the loss of
 * the primary's whole region takes Route 53's metrics and alarms with it, and not this. Each resource names its region
 * itself, whatever the provider's.
 *
 * @throws pulumi.RunError when a plain argument cannot be right; nothing is registered then.
 */
export class SiteWatcher extends pulumi.ComponentResource {
  /** CloudWatch namespace of the metrics, in both sites' regions. */
  readonly metricNamespace: string;
  /** The topic in the backup's region. */
  readonly topic: AlarmTopic;
  /** Every alarm here. */
  readonly alarms: readonly NamedAlarm[];

  constructor(name: string, args: SiteWatcherArgs, opts: pulumi.ComponentResourceOptions) {
    checkSiteWatcherArgs(name, args);
    super("website-failover:index:SiteWatcher", name, {}, opts);

    const { accountId, emails } = args;
    const [, backup] = args.dns.sites;
    this.metricNamespace = metricNamespace();
    const watcher = watcherFunction(
      name,
      { accountId, functionName: physicalName(name), plan: planOf(args, this.metricNamespace) },
      this,
    );
    watcherSchedule(name, { accountId, region: backup.region, watcher }, this);
    this.topic = alarmTopic(name, { region: backup.region, accountId, emails }, this);
    const { topic } = this;
    this.alarms = watcherAlarms(name, { ...args, metricNamespace: this.metricNamespace, topic }, this);

    this.registerOutputs({ metricNamespace: this.metricNamespace, topic, alarms: this.alarms });
  }
}

function planOf(args: SiteWatcherArgs, namespace: string) {
  const { dns, healthCheck, operatorSwitch, content } = args;
  const [primary, backup] = dns.sites;
  return {
    namespace,
    regions: { primary: primary.region, backup: backup.region },
    publicIps: { primary: primary.publicIp, backup: backup.publicIp },
    recordName: dns.recordNames.failover,
    nameServers: dns.nameServers,
    healthPage: { port: healthCheck.port, path: healthCheck.path, searchString: healthCheck.searchString },
    operatorSwitch: operatorSwitch
      ? {
          bucket: operatorSwitch.bucketName,
          token: switchToken,
          holdAfterMinutes: operatorSwitch.holdAfterMinutes,
        }
      : null,
    content: content ? { buckets: content.bucketNames } : null,
    drills: drillsOf(args),
  };
}

function drillsOf({ operatorSwitch, drills }: SiteWatcherArgs) {
  const journalBucket = operatorSwitch?.keepsJournal ? operatorSwitch.bucketName : null;
  if (!drills && journalBucket === null) return null;
  return { experimentTemplateIds: drills?.experimentTemplateIds ?? [], journalBucket };
}
