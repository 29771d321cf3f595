import type { Reason } from "./reason";

/** Why people who operate the shop, and the schedule that stands in for them, may do what they may. */
export const operationsReasons: readonly Reason[] = [
  {
    holder: /^operations-(drill|observe)-role-policy$/,
    actions: [
      "ec2:DescribeAddresses",
      "ec2:DescribeInstances",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSecurityGroupRules",
    ],
    why: "How the sites' machines, addresses and doors are. AWS offers no resource for any of them: the condition narrows them to the sites' regions.",
  },
  {
    holder: /^operations-(drill|observe)-role-policy$/,
    actions: ["cloudwatch:DescribeAlarms"],
    why: "Which alarms are on. A right on named alarms tells of no composite one; the condition narrows it to the regions in which the stack has alarms.",
  },
  {
    holder: /^operations-(drill|observe)-role-policy$/,
    actions: [
      "route53:GetHealthCheck",
      "route53:GetHealthCheckLastFailureReason",
      "route53:GetHealthCheckStatus",
    ],
    why: "What the checkers see, and how the stack's own checks are set up.",
  },
  {
    holder: /^operations-(drill|observe)-role-policy$/,
    actions: ["route53:GetHostedZone", "route53:ListResourceRecordSets"],
    why: "What the zone says, and which name servers it is delegated to.",
  },
  {
    holder: /^operations-(drill|observe)-role-policy$/,
    actions: ["sns:ListSubscriptionsByTopic"],
    why: "Whether those who are to be told have confirmed; the stack's own topics.",
  },
  {
    holder: /^operations-(drill|observe)-role-policy$/,
    actions: ["scheduler:GetSchedule"],
    why: "Whether the schedule that undoes a drill's fault is there.",
  },
  {
    holder: /^operations-(drill|observe)-role-policy$/,
    actions: ["s3:GetObject"],
    why: "The switch, who has turned it and why, the topology, and the journals of drills.",
  },
  {
    holder: /^operations-(drill|observe|override)-role-policy$/,
    actions: ["s3:ListBucket"],
    why: "With it S3 says 404 of an object that is not there, and 403 only of what may not be read: a journal that is missing is told from a right that is missing.",
  },
  {
    holder: /^operations-drill-role-policy$/,
    actions: ["ec2:StartInstances", "ec2:StopInstances"],
    why: "The drill: the primary's instance is stopped, and started again. No other instance.",
  },
  {
    holder: /^operations-(drill|restore)-role-policy$/,
    actions: ["kms:CreateGrant"],
    why: "An instance with an encrypted volume starts only for who may let EC2 use the key; for EC2 alone, and for no other use.",
  },
  {
    holder: /^operations-drill-role-policy$/,
    actions: ["ssm:SendCommand"],
    why: "The drill: the primary's instance runs one of two documents, which stop and start its web server and take no parameter. No other document, so no shell.",
  },
  {
    holder: /^operations-drill-role-policy$/,
    actions: ["ssm:GetCommandInvocation"],
    why: "Whether the document has run. AWS offers no resource for it: the condition narrows it to the primary's region.",
  },
  {
    holder: /^operations-(drill|restore)-role-policy$/,
    actions: ["ec2:ModifySecurityGroupRules"],
    why: "The drill: the one rule that lets HTTP into the primary is narrowed, and set back to what it was.",
  },
  {
    holder: /^operations-(drill|restore)-role-policy$/,
    actions: ["route53:UpdateHealthCheck"],
    why: "The drill: the primary's own check is inverted, and set back.",
  },
  {
    holder: /^operations-drill-role-policy$/,
    actions: ["scheduler:CreateSchedule", "scheduler:DeleteSchedule"],
    why: "Before it breaks anything, a drill makes the schedule that undoes it; afterwards it takes that away. Schedules of the stack's own prefix alone.",
  },
  {
    holder: /^operations-drill-role-policy$/,
    actions: ["iam:PassRole"],
    why: "That schedule works as the restore role, and no other; the role is handed to EventBridge Scheduler alone.",
  },
  {
    holder: /^operations-drill-role-policy$/,
    actions: ["s3:PutObject"],
    why: "The journal, which is also the lock that keeps a second drill away, and the verdicts. Never deleted; the bucket keeps every version.",
  },
  {
    holder: /^operations-drill-role-policy$/,
    actions: [
      "ec2:ModifySecurityGroupRules",
      "ec2:StartInstances",
      "ec2:StopInstances",
      "route53:UpdateHealthCheck",
      "ssm:SendCommand",
    ],
    why: "Whatever else is ever allowed here: a drill does not touch the backup, which is then all that shoppers have, nor any other machine of its region.",
  },
  {
    holder: /^operations-override-role-policy$/,
    actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
    why: "Turning the switch: its one object.",
  },
  {
    holder: /^operations-override-role-policy$/,
    actions: ["s3:GetObject", "s3:PutObject"],
    why: "Who has turned it, and why: the switch itself is public, and this is not.",
  },
  {
    holder: /^operations-override-role-policy$/,
    actions: ["s3:GetObject"],
    why: "Where things are, and whether the switch can be read.",
  },
  {
    holder: /^operations-restore-role-policy$/,
    actions: ["ec2:StartInstances"],
    why: "Undoes a stopped instance: the primary's.",
  },
  {
    holder: /^operations-restore-role-policy$/,
    actions: ["ssm:SendCommand"],
    why: "Undoes a stopped server: the document that starts it, on the primary's instance.",
  },
];
