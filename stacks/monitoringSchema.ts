import { z } from "zod";

/** What a stack file may say of alarms and their readers; a part of schema.ts. */
export const monitoring = z
  .strictObject({
    enabled: z.boolean().default(false).meta({
      description: "Alarms on the sites, a mail for each, and a dashboard.",
      allowed: "true or false",
      example: "true",
    }),
    emails: z
      .array(z.email())
      .max(10)
      .refine((emails) => new Set(emails).size === emails.length)
      .default([])
      .meta({
        description: "Who is told; each address confirms a mail for each region. At least one when enabled.",
        allowed: "a list of at most 10 different mail addresses",
        example: "[ops@example.com]",
      }),
    warnBelowPercentageHealthy: z.int().min(19).max(100).default(50).meta({
      description:
        "Percentage of the primary's checkers below which people are warned; at 18 Route 53 fails over.",
      allowed: "a whole number from 19 to 100",
      example: "50",
    }),
  })
  .prefault({})
  .meta({
    description: "Who is told when a site is unhealthy: docs/monitoring.md.",
    allowed: "an object such as { enabled, emails, warnBelowPercentageHealthy }",
  });
