import * as pulumi from "@pulumi/pulumi";
import type { DrillScheduleArgs } from "./drillSchedule";
import type { SiteEndpoint } from "./endpoint";
import { physicalName } from "./physicalName";

/**
 * Refuses what the types of DrillScheduleArgs cannot exclude, all of it at once.
 *
 * @throws pulumi.RunError naming the component and each mistake.
 */
export function checkDrillScheduleArgs(name: string, args: DrillScheduleArgs): void {
  const { accountId, dns, scheduleExpression, timeZone } = args;
  // Widened, because plain JavaScript and casts pass the compiler.
  const [site]: readonly [Pick<SiteEndpoint, "role">, ...unknown[]] = dns.sites;
  const scheduleName = physicalName(name);
  const problems = [
    !/^\d{12}$/.test(accountId) && `accountId is "${accountId}", but must have 12 digits`,
    site.role !== "primary" &&
      `the first of dns.sites is the ${site.role}, but must be the primary, which a drill breaks`,
    !isRecurring(scheduleExpression) &&
      `scheduleExpression is "${scheduleExpression}", but must be cron(…) with six fields or rate(… days)`,
    !isTimeZone(timeZone) &&
      `timeZone is "${timeZone}", but must be a name of the IANA database, such as Europe/Berlin`,
    scheduleName.length > 64 &&
      `"${scheduleName}" has ${scheduleName.length} characters, but a schedule's name at most 64; let the stack's name be short`,
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw new pulumi.RunError(`DrillSchedule "${name}": ${problems.join("; ")}`);
}

/**
 * EventBridge Scheduler User Guide, "Schedule types": `rate` begins when the schedule is made. By the minute or hour it
 * would leave no time in which the primary serves.
 */
function isRecurring(expression: string): boolean {
  return /^(cron\([^\s()]+( [^\s()]+){5}\)|rate\([1-9]\d* days?\))$/.test(expression);
}

/** Node also knows offsets such as +01:00, which Scheduler does not. */
function isTimeZone(timeZone: string): boolean {
  if (!/^[A-Z]/i.test(timeZone)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
