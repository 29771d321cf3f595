import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DataSync, type DataSyncArgs } from "../../components/dataSync";
import { record } from "../../recording/record";
import type { Mode, RecordedResource, Recording } from "../../recording/recording";
import { resourceOf } from "../support/recordings";

/** A DataSync between Ireland and Stockholm, in a stack `test`, by a provider of a third region. */

export const args: DataSyncArgs = {
  accountId: "123456789012",
  regions: { primary: "eu-west-1", backup: "eu-north-1" },
  tables: [
    { name: "orders", hashKey: { name: "customer", type: "S" }, rangeKey: { name: "placedAt", type: "N" } },
  ],
  replicationTimeControl: false,
  protect: true,
};

/** Name of the bucket in Ireland. */
export const primaryBucket = "shop-content-test-123456789012-eu-west-1";

/** Name of the bucket in Stockholm. */
export const backupBucket = "shop-content-test-123456789012-eu-north-1";

/** ARN of a region's topic. */
export const topicArn = (region: string) => `arn:aws:sns:${region}:123456789012:alarms`;

/** The topic of a region. */
export const topic = (region: string) => ({ region, arn: pulumi.output(topicArn(region)) });

/** Records the component alone; `changes` lie over `args`, and there are topics in both regions. */
export function recordSync(changes: Partial<DataSyncArgs> = {}, mode: Mode = "update"): Promise<Recording> {
  const program = () => {
    const provider = new aws.Provider("global", { region: "us-east-1" });
    const topics = { primary: topic("eu-west-1"), backup: topic("eu-north-1") };
    const sync = new DataSync("sync", { ...args, topics, ...changes }, { provider });
    return { contentBuckets: sync.contentBuckets, tableNames: sync.tableNames };
  };
  return record(program, { mode });
}

/** The resource of a type with a name; the type without its module, such as `s3/bucket:Bucket`. */
export function awsResource(recording: Recording, type: string, name: string): RecordedResource {
  return resourceOf(recording, `aws:${type}`, name);
}

/** Names of the resources that one waits for, sorted. */
export function dependenciesOf(recording: Recording, name: string): string[] {
  const [resource] = recording.resources.filter((candidate) => candidate.name === name);
  return (resource?.dependencies ?? []).map((urn) => urn.split("::").at(-1) ?? "").sort();
}
