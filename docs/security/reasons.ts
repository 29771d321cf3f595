import { operationsReasons } from "./operationsReasons";
import type { Reason } from "./reason";
import type { Statement } from "./statements";

const reasons: readonly Reason[] = [
  {
    holder: /^(primary|backup)-session-manager$/,
    actions: [
      "ssm:UpdateInstanceInformation",
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    why: "A shell by Session Manager in place of SSH; the managed policy for it may also read every parameter. AWS has no resource for the channels, and its own policy for this names none for the heartbeat.",
  },
  {
    holder: /^(primary|backup)-content$/,
    actions: ["s3:GetObject"],
    why: "The instance pulls what it serves, from the bucket of its own region; in this account, because a bucket of that name elsewhere would be a stranger's.",
  },
  {
    holder: /^(primary|backup)-content$/,
    actions: [
      "dynamodb:BatchGetItem",
      "dynamodb:BatchWriteItem",
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ],
    why: "The shop reads and writes its items, in the tables of its own region. It may not scan a table, change one or delete one.",
  },
  {
    holder: /^sync-content-to-(primary|backup)-role-policy$/,
    actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
    why: "S3 looks up what it is to replicate, in the bucket that it replicates from.",
  },
  {
    holder: /^sync-content-to-(primary|backup)-role-policy$/,
    actions: ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"],
    why: "S3 reads the versions that it replicates.",
  },
  {
    holder: /^sync-content-to-(primary|backup)-role-policy$/,
    actions: ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"],
    why: "S3 writes them into the other region's bucket, deletions included; in this account alone, so that content cannot leave it.",
  },
  {
    holder: /^sync-(primary|backup)-content-policy$/,
    actions: ["s3:*"],
    why: "Refuses everybody who comes without TLS. It grants nothing.",
  },
  {
    holder: /-topic-policy$/,
    actions: ["sns:Publish"],
    why: "CloudWatch tells people of this account's alarms; without the condition, of any account's.",
  },
  {
    holder: /^switch-policy$/,
    actions: ["s3:GetObject"],
    why: "Health checkers have no credentials, so what they look at is public: the switch, and the object that shows that it can be read. By TLS alone. Nobody may list, so a missing object is a 403, which costs nothing.",
  },
  {
    holder: /^watcher-role-policy$/,
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    why: "The watcher's log. The program makes the log group, so the function may not.",
  },
  {
    holder: /^watcher-role-policy$/,
    actions: ["cloudwatch:PutMetricData"],
    why: "What it sees. AWS offers no resource for it: the condition narrows it to the stack's namespace.",
  },
  {
    holder: /^watcher-role-policy$/,
    actions: ["s3:PutObject"],
    on: "/site-watcher/heartbeat",
    why: "A heartbeat into the primary's bucket, to be carried to the other region: one key.",
  },
  {
    holder: /^watcher-role-policy$/,
    actions: ["s3:GetObject"],
    on: "/site-watcher/heartbeat",
    why: "The heartbeat as it has arrived in the backup's bucket: its age is the lag.",
  },
  {
    holder: /^watcher-role-policy$/,
    actions: ["s3:GetObject", "s3:PutObject"],
    on: "/site-watcher/memory.json",
    why: "What it remembers from one minute to the next, for manual failback.",
  },
  {
    holder: /^watcher-role-policy$/,
    actions: ["s3:GetObject"],
    on: "/drills/journal.json",
    why: "Whether a drill by hand is in progress: during one, traffic is not held on the backup.",
  },
  {
    holder: /^watcher-role-policy$/,
    actions: ["s3:GetObject"],
    on: "/drills/last-success.json",
    why: "When a drill by hand has last succeeded.",
  },
  {
    holder: /^watcher-role-policy$/,
    actions: ["s3:PutObject"],
    on: "/force-backup",
    why: "Manual failback: it holds traffic on the backup by putting the switch on where it is off. It can neither overwrite what a person has put there, nor take it away.",
  },
  {
    holder: /^watcher-role-policy$/,
    actions: ["fis:ListExperiments"],
    why: "Whether a drill is in progress, and when one has last succeeded. AWS offers no resource for it: the condition narrows it to the primary's region.",
  },
  {
    holder: /^watcher-schedule-role-policy$/,
    actions: ["lambda:InvokeFunction"],
    why: "The schedule calls the watcher each minute, and nothing else.",
  },
  {
    holder: /^drill-role-policy$/,
    actions: ["ec2:StartInstances", "ec2:StopInstances"],
    why: "The drill: the primary's instance is stopped, and started again. No other instance.",
  },
  {
    holder: /^drill-role-policy$/,
    actions: ["kms:CreateGrant"],
    why: "An instance with an encrypted volume starts only for who may let EC2 use the key; for EC2 alone, and for no other use.",
  },
  {
    holder: /^drill-role-policy$/,
    actions: ["ssm:SendCommand"],
    why: "The other drill: the primary's instance runs the one document that stops its web server for five minutes. The document takes no parameter.",
  },
  {
    holder: /^drill-role-policy$/,
    actions: ["cloudwatch:DescribeAlarms"],
    why: "Whether a drill may begin, and whether the backup has answered. Alarms are looked up as a list.",
  },
  {
    holder: /^drill-role-policy$/,
    actions: ["logs:DescribeLogGroups", "logs:DescribeResourcePolicies", "logs:PutResourcePolicy"],
    why: "Fault Injection Service lets the delivery of logs into the drill's log group; AWS wants all groups named for it.",
  },
  {
    holder: /^drill-role-policy$/,
    actions: ["ec2:DescribeInstances", "logs:CreateLogDelivery", "ssm:CancelCommand", "ssm:ListCommands"],
    why: "Seeing whether the instance is stopped and the command has run, and writing the log. AWS offers no resource for any of them: the condition narrows them to the primary's region.",
  },
  {
    holder: /^drill-schedule-role-policy$/,
    actions: ["fis:StartExperiment"],
    why: "The schedule starts the one drill. What an experiment does is in its template, and its role's.",
  },
  {
    holder: /^drill-schedule-role-policy$/,
    actions: ["iam:CreateServiceLinkedRole"],
    why: "The first experiment of an account makes the role by which AWS itself watches stop conditions: that one, and no other.",
  },
  {
    holder: /^drill-schedule-role-policy$/,
    actions: ["sqs:SendMessage"],
    why: "A start that failed is kept in the drill's own queue.",
  },
  ...operationsReasons,
];

/**
 * Why a statement is there.
 *
 * @throws Error for one that nobody has given a reason, and for one with two.
 */
export function reasonFor(statement: Statement): string {
  const found = reasons.filter((reason) => fits(reason, statement));
  const [reason] = found;
  if (reason && found.length === 1) return reason.why;
  const { holder, actions, resources } = statement;
  throw new Error(
    `docs/security/reasons.ts has ${found.length} reasons for ${holder}: ${actions.join(", ")} on ${resources.join(", ")}`,
  );
}

function fits({ holder, actions, on = "" }: Reason, statement: Statement): boolean {
  return (
    holder.test(statement.holder) &&
    actions.join() === statement.actions.join() &&
    statement.resources.every((resource) => resource.endsWith(on))
  );
}
