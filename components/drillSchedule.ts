import * as pulumi from "@pulumi/pulumi";
import { drillAlarms } from "./drillAlarms";
import { drillDocument } from "./drillDocument";
import { drillExperiments } from "./drillExperiments";
import { drillRole } from "./drillRole";
import { checkDrillScheduleArgs } from "./drillScheduleArgs";
import { drillTimer } from "./drillTimer";
import type { SiteEndpoint } from "./endpoint";

/** What is broken, and when. */
export interface DrillScheduleArgs {
  /** The account of everything here: 12 digits. */
  readonly accountId: string;
  readonly dns: DrilledDns;
  /** `cron(…)` with six fields, or `rate(… days)`, as EventBridge Scheduler writes them. */
  readonly scheduleExpression: string;
  /** Time zone of the expression, by its name in the IANA database; summer time is followed. */
  readonly timeZone: string;
  /** Days without a successful drill after which SiteWatcher tells people, as it checks them. */
  readonly maxAgeDays: number;
}

/** The sites behind the name that fails over; a FailoverDns is one. */
export interface DrilledDns {
  /** The primary first, which is what drills break; everything here is in its region. */
  readonly sites: readonly [DrilledSite, ...unknown[]];
}

/** The site that a drill breaks. */
export type DrilledSite = Pick<SiteEndpoint<"primary">, "role" | "region" | "instanceId">;

/**
 * Proves the failover on AWS itself, by a clock: experiments of Fault Injection Service that break the primary, mend it
 * again, and succeed only when the name servers have answered with the backup meanwhile. They need the metrics that a
 * SiteWatcher of the same stack publishes in the primary's region once it is told of their templates; without them no
 * drill begins. Each resource names its region itself, whatever the provider's.
 *
 * @throws pulumi.RunError when a plain argument cannot be right; nothing is registered then.
 */
export class DrillSchedule extends pulumi.ComponentResource {
  /** First the template that the clock starts, then the one that people start. */
  readonly experimentTemplateIds: readonly pulumi.Output<string>[];
  readonly maxAgeDays: number;

  constructor(name: string, args: DrillScheduleArgs, opts: pulumi.ComponentResourceOptions) {
    checkDrillScheduleArgs(name, args);
    super("website-failover:index:DrillSchedule", name, {}, opts);

    const { accountId } = args;
    const [{ region, instanceId }] = args.dns.sites;
    const instanceArn = pulumi.interpolate`arn:aws:ec2:${region}:${accountId}:instance/${instanceId}`;
    const document = drillDocument(name, region, this);
    const { role, policy } = drillRole(
      name,
      { accountId, region, instanceArn, documentArn: document.arn },
      this,
    );
    const { stopInstance, killServer } = drillExperiments(
      name,
      {
        region,
        instanceArn,
        documentArn: document.arn,
        alarms: drillAlarms(name, region, this),
        role,
        policy,
      },
      this,
    );
    drillTimer(name, { ...args, region, experimentTemplateId: stopInstance.id }, this);

    this.experimentTemplateIds = [stopInstance.id, killServer.id];
    this.maxAgeDays = args.maxAgeDays;
    this.registerOutputs({ experimentTemplateIds: this.experimentTemplateIds, maxAgeDays: this.maxAgeDays });
  }
}
