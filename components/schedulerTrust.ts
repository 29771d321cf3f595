/**
 * Lets the schedules of one account and region assume a role (EventBridge Scheduler User Guide, "Confused deputy
 * prevention": the source is the schedule's group).
 */
export function assumeByScheduler(accountId: string, region: string) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "scheduler.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: {
            "aws:SourceAccount": accountId,
            "aws:SourceArn": `arn:aws:scheduler:${region}:${accountId}:schedule-group/default`,
          },
        },
      },
    ],
  };
}
