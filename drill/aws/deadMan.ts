import type { AwsClients } from "./clients";
import type { DrillJournal } from "./journal";
import { undoTarget } from "./undo";

/** How long EventBridge Scheduler goes on trying a call that AWS refuses, in seconds, and how often: the most it takes. */
const retryPolicy = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };

/**
 * The name of a drill's schedule. It begins as every name of the stack does, so that an IAM policy can name its schedules.
 * EventBridge Scheduler takes 64 characters; the start tells drills apart, because a stack has one at a time.
 */
export function scheduleName({ stack, startedAt }: Pick<DrillJournal, "stack" | "startedAt">): string {
  const instant = startedAt.slice(0, "2026-11-23T12:00:00".length).replaceAll(/[-:]/g, "");
  return `website-failover-${stack.replaceAll(".", "-")}-undo-${instant}Z`;
}

/**
 * The dead man's restore: a schedule that makes the undoing call once, at `undoneAt`, whatever has become of the machine
 * that drills, and is then gone. Nothing may be broken before it is there.
 *
 * @param roleArn what the schedule may do.
 * @throws what the SDK throws; there is no schedule then, unless its answer was lost.
 */
export async function arm(journal: DrillJournal, roleArn: string, clients: AwsClients): Promise<void> {
  const { schedule, undoneAt, id, fault, undo } = journal;
  const { client, sdk } = clients.scheduler(schedule.region);
  await client.send(
    new sdk.CreateScheduleCommand({
      Name: schedule.name,
      Description: `Undoes ${fault} of the drill ${id} if nobody else has.`,
      // EventBridge Scheduler User Guide, "Schedule types", One-time schedules: whole seconds, without a zone.
      ScheduleExpression: `at(${undoneAt.slice(0, "2026-11-23T12:00:00".length)})`,
      ScheduleExpressionTimezone: "UTC",
      FlexibleTimeWindow: { Mode: "OFF" },
      ActionAfterCompletion: "DELETE",
      // Whoever asks again, because the answer was lost, gets the schedule that is there.
      ClientToken: schedule.name,
      Target: { ...undoTarget(undo), RoleArn: roleArn, RetryPolicy: retryPolicy },
    }),
  );
}

/** Removes the schedule; one that is gone already is as good. @throws what else the SDK throws. */
export async function disarm({ region, name }: DrillJournal["schedule"], clients: AwsClients): Promise<void> {
  const { client, sdk } = clients.scheduler(region);
  await nullWhereAbsent(client.send(new sdk.DeleteScheduleCommand({ Name: name })));
}

/** Whether the schedule is still there: neither removed nor finished. @throws what else the SDK throws. */
export async function isArmed(
  { region, name }: DrillJournal["schedule"],
  clients: AwsClients,
): Promise<boolean> {
  const { client, sdk } = clients.scheduler(region);
  return (await nullWhereAbsent(client.send(new sdk.GetScheduleCommand({ Name: name })))) !== null;
}

async function nullWhereAbsent<Result>(call: Promise<Result>): Promise<Result | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && error.name === "ResourceNotFoundException") return null;
    throw error;
  }
}
