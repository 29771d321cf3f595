import * as pulumi from "@pulumi/pulumi";
import type { AlarmTopic } from "./alarmTopic";
import { contentBucket, type ContentBucket } from "./contentBucket";
import { contentReplication } from "./contentReplication";
import { checkDataSyncArgs } from "./dataSyncArgs";
import { firstContent } from "./firstContent";
import { globalTable, type GlobalTableArgs } from "./globalTable";
import { replicationAlarms } from "./replicationAlarms";

/** What is kept in step between the regions of the two sites. */
export interface DataSyncArgs {
  /** The account of everything here; part of the buckets' names. */
  readonly accountId: string;
  /** Regions of the two sites, whatever the region of the provider. */
  readonly regions: { readonly primary: string; readonly backup: string };
  /** Tables that both sites read and write; each in its own region. */
  readonly tables: readonly GlobalTableArgs[];
  /** Replication Time Control on the content: a promise of 15 minutes, for a price. */
  readonly replicationTimeControl: boolean;
  /** Who is told about failed and late replication: the topic in each site's region. Default: nobody, and no alarms. */
  readonly topics?: { readonly primary: AlarmTopic; readonly backup: AlarmTopic } | undefined;
  /** Guards buckets and tables against deletion. */
  readonly protect: boolean;
}

/**
 * The shop's content and tables in both regions: each site uses those of its own, and AWS carries every change to the
 * other, both ways.
 *
 * @throws pulumi.RunError when a plain argument cannot be right; nothing is registered then.
 */
export class DataSync extends pulumi.ComponentResource {
  /** Where content is published to; either bucket will do. */
  readonly contentBuckets: { readonly primary: string; readonly backup: string };
  /** Names of the tables in AWS, by the names in the settings. */
  readonly tableNames: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: DataSyncArgs, opts: pulumi.ComponentResourceOptions) {
    checkDataSyncArgs(name, args);
    super("website-failover:index:DataSync", name, {}, opts);

    const primary = this.createBucket(`${name}-primary`, args.regions.primary, args);
    const backup = this.createBucket(`${name}-backup`, args.regions.backup, args);
    this.replicate(name, args, primary, backup);
    this.tableNames = this.createTables(name, args);
    this.createAlarms(name, args, primary, backup);

    this.contentBuckets = { primary: primary.bucketName, backup: backup.bucketName };
    this.registerOutputs({ contentBuckets: this.contentBuckets, tableNames: this.tableNames });
  }

  private createBucket(name: string, region: string, { accountId, protect }: DataSyncArgs): ContentBucket {
    return contentBucket(`${name}-content`, { stack: pulumi.getStack(), accountId, region, protect }, this);
  }

  /** Both ways, and only then the first content: S3 does not replicate what is older than its rule. */
  private replicate(name: string, args: DataSyncArgs, primary: ContentBucket, backup: ContentBucket): void {
    const { accountId, replicationTimeControl: hasTimeControl } = args;
    const rule = { accountId, hasTimeControl };
    const toBackup = contentReplication(
      `${name}-content-to-backup`,
      { ...rule, source: primary, destination: backup },
      this,
    );
    const toPrimary = contentReplication(
      `${name}-content-to-primary`,
      { ...rule, source: backup, destination: primary },
      this,
    );
    firstContent(`${name}-first`, primary, [toBackup, toPrimary], this);
  }

  private createTables(name: string, { tables, regions, protect }: DataSyncArgs) {
    const placement = { region: regions.primary, replicaRegion: regions.backup, protect };
    const created = tables.map((table) => {
      const { name: tableName } = globalTable(`${name}-table`, table, placement, this);
      return [table.name, tableName] as const;
    });
    return Object.fromEntries(created);
  }

  private createAlarms(
    name: string,
    { topics, tables }: DataSyncArgs,
    primary: ContentBucket,
    backup: ContentBucket,
  ): void {
    if (!topics) return;
    const names = tables.map((table) => table.name);
    const toBackup = {
      source: primary,
      destination: backup,
      sourceTopic: topics.primary,
      destinationTopic: topics.backup,
    };
    const toPrimary = {
      source: backup,
      destination: primary,
      sourceTopic: topics.backup,
      destinationTopic: topics.primary,
    };
    replicationAlarms(`${name}-to-backup`, { ...toBackup, tables: names }, this);
    replicationAlarms(`${name}-to-primary`, { ...toPrimary, tables: names }, this);
  }
}
