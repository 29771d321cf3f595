import { forceBackupKey, heartbeatKey, journalKey, lastSuccessKey, memoryKey } from "../site-watcher/plan";
import type { WatcherFunctionArgs } from "./watcherFunction";

type Part = Pick<WatcherFunctionArgs, "accountId"> & Pick<WatcherFunctionArgs["plan"], "regions">;

/** What the watcher may do: write its own keys and its own metrics, read what it wrote, and delete nothing. */
export function watcherPolicy({ accountId, functionName, plan }: WatcherFunctionArgs) {
  const { namespace, operatorSwitch, content, drills, regions } = plan;
  const part = { accountId, regions };
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `arn:aws:logs:${regions.backup}:${accountId}:log-group:/aws/lambda/${functionName}:*`,
      },
      {
        Effect: "Allow",
        Action: "cloudwatch:PutMetricData",
        // CloudWatch has no resource for it (service authorization reference); the namespace is what narrows it.
        Resource: "*",
        Condition: { StringEquals: { "cloudwatch:namespace": namespace } },
      },
      ...(content ? heartbeats(content.buckets, part) : []),
      ...(operatorSwitch && operatorSwitch.holdAfterMinutes !== null
        ? latch(operatorSwitch.bucket, part)
        : []),
      ...(drills && drills.journalBucket !== null ? readJournal(drills.journalBucket, part) : []),
      ...(drills && drills.experimentTemplateIds.length > 0 ? [listDrills(part)] : []),
    ],
  };
}

function heartbeats({ primary, backup }: Readonly<Record<"primary" | "backup", string>>, part: Part) {
  return [s3("s3:PutObject", primary, heartbeatKey, part), s3("s3:GetObject", backup, heartbeatKey, part)];
}

function latch(bucket: string, part: Part) {
  return [
    s3(["s3:GetObject", "s3:PutObject"], bucket, memoryKey, part),
    // S3 User Guide, "Enforce conditional writes": what a person has put there is never overwritten.
    s3("s3:PutObject", bucket, forceBackupKey, part, { Null: { "s3:if-none-match": "false" } }),
  ];
}

function readJournal(bucket: string, part: Part) {
  return [journalKey, lastSuccessKey].map((key) => s3("s3:GetObject", bucket, key, part));
}

/** A bucket of this name in another account would be a stranger's. */
function s3(Action: string | string[], bucket: string, key: string, { accountId }: Part, more: object = {}) {
  return {
    Effect: "Allow",
    Action,
    Resource: `arn:aws:s3:::${bucket}/${key}`,
    Condition: { StringEquals: { "aws:ResourceAccount": accountId }, ...more },
  };
}

/** FIS has no resource for it (service authorization reference); the region is what narrows it. */
function listDrills({ regions }: Part) {
  return {
    Effect: "Allow",
    Action: "fis:ListExperiments",
    Resource: "*",
    Condition: { StringEquals: { "aws:RequestedRegion": regions.primary } },
  };
}
