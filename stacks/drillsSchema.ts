import { z } from "zod";

/** What a stack file may say of drills by the clock; a part of schema.ts. */
export const drills = z
  .strictObject({
    enabled: z.boolean().default(false).meta({
      description: "Breaks the primary by the clock and proves that the backup answers. Needs siteWatcher.",
      allowed: "true or false",
      example: "true",
    }),
    schedule: z
      .string()
      .regex(/^(cron\([^\s()]+( [^\s()]+){5}\)|rate\([1-9]\d* days?\))$/)
      .default("cron(0 9 ? * 3#1 *)")
      .meta({
        description:
          "When, in EventBridge Scheduler's words. Default: at nine on the first Tuesday of the month.",
        allowed: "cron(…) with six fields or rate(… days)",
        example: "cron(30 6 ? * TUE *)",
      }),
    timeZone: z.string().refine(isTimeZone).default("UTC").meta({
      description: "Time zone of the schedule; summer time is followed.",
      allowed: "a name of the IANA database such as Europe/Berlin",
      example: "Europe/Berlin",
    }),
    maxAgeDays: z.int().min(1).max(120).default(35).meta({
      description: "Days without a successful drill after which siteWatcher tells people.",
      allowed: "a whole number from 1 to 120",
      example: "35",
    }),
  })
  .prefault({})
  .meta({
    description: "Drills on AWS itself, by the clock: docs/drills.md.",
    allowed: "an object such as { enabled, schedule, timeZone, maxAgeDays }",
  });

/** Node also knows offsets such as +01:00, which Scheduler does not. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Z]/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
