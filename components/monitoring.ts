import * as pulumi from "@pulumi/pulumi";
import { type AlarmTopic, alarmTopic, type NamedAlarm } from "./alarmTopic";
import { createDashboard, type SwitchOnDashboard } from "./dashboard";
import type { SiteRole } from "./endpoint";
import { healthAlarms, route53MetricsRegion } from "./healthAlarms";
import { instanceAlarm } from "./instanceAlarm";
import type { MonitoredSites } from "./monitoredSites";
import { checkMonitoringArgs } from "./monitoringArgs";
import type { PartsOnDashboard } from "./partGraphs";

/** What is watched, and who is told. */
export interface MonitoringArgs {
  /** The account whose alarms may publish to the topics: 12 digits. */
  readonly accountId: string;
  /** Who is told, at least one; each address confirms once for each region. */
  readonly emails: readonly string[];
  /** Percentage of the primary's health checkers, from 19 to 100, below which people are warned. */
  readonly warnBelowPercentageHealthy: number;
  readonly dns: MonitoredDns;
  /** What the dashboard shows beside sites and DNS. */
  readonly parts: PartsOnDashboard;
}

/** The zone whose queries are shown, the sites, and the switch if there is one: a FailoverDns is one. */
export interface MonitoredDns {
  readonly zoneId: pulumi.Input<string>;
  readonly sites: MonitoredSites;
  readonly operatorSwitch: SwitchOnDashboard | null;
}

/**
 * Tells people, by mail, what Route 53 and EC2 see: alarms, topics and a dashboard. Each resource names its region
 * itself, whatever the provider's: Route 53's metrics exist in us-east-1 only, and EC2's in each site's own.
 *
 * @throws pulumi.RunError when a plain argument cannot be right; nothing is registered then.
 */
export class Monitoring extends pulumi.ComponentResource {
  /** The topic in each site's region, for further alarms there. */
  readonly topics: Readonly<Record<SiteRole, AlarmTopic>>;
  /** Every topic here, each once. */
  readonly everyTopic: readonly AlarmTopic[];
  /** Every alarm here. */
  readonly alarms: readonly NamedAlarm[];
  /** The dashboard's address in the console. */
  readonly dashboardUrl: string;

  constructor(name: string, args: MonitoringArgs, opts: pulumi.ComponentResourceOptions) {
    checkMonitoringArgs(name, args);
    super("website-failover:index:Monitoring", name, {}, opts);

    const { warnBelowPercentageHealthy, dns, parts } = args;
    const { zoneId, sites, operatorSwitch } = dns;
    const watched = { zoneId, sites, operatorSwitch, warnBelowPercentageHealthy, parts };
    const { route53, ...topics } = this.createTopics(name, args);
    this.alarms = [
      ...healthAlarms(name, watched, route53, this),
      ...dns.sites.map((site) => instanceAlarm(name, site, topics[site.role], this)),
    ];

    this.topics = topics;
    this.everyTopic = [...new Set([route53, topics.primary, topics.backup])];
    this.dashboardUrl = createDashboard(name, watched, this);
    this.registerOutputs({ topics: this.topics, alarms: this.alarms, dashboardUrl: this.dashboardUrl });
  }

  /** One topic for a region, however many of the three are the same: each costs its readers a confirmation. */
  private createTopics(name: string, { accountId, emails, dns }: MonitoringArgs) {
    const [primary, backup] = dns.sites;
    const topics = new Map<string, AlarmTopic>();
    const topicIn = (region: string): AlarmTopic => {
      const topic =
        topics.get(region) ?? alarmTopic(`${name}-${region}`, { region, accountId, emails }, this);
      topics.set(region, topic);
      return topic;
    };
    return {
      route53: topicIn(route53MetricsRegion),
      primary: topicIn(primary.region),
      backup: topicIn(backup.region),
    };
  }
}
