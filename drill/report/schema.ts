/** The shape of report.json: one zod schema, from which the type and the published JSON schema follow. */
import { z } from "zod";

const sinceStart = z.number().describe("Scenario seconds since the start");
const duration = z.number().describe("Scenario seconds");
const unknownOr = <T extends z.ZodType>(schema: T) => schema.nullable();
const role = z.enum(["primary", "backup"]);
const count = z.int().nonnegative();

const figure = z.strictObject({
  leg: z.enum(["failover", "failback"]),
  milestone: z.string().describe("The instant, as an id that stays the same between versions"),
  what: z.string().describe("The instant in words"),
  earliestSeconds: duration.describe("Predicted, after the fault or the restore"),
  typicalSeconds: duration.describe("Predicted: the mean over all phases of the checkers"),
  worstSeconds: duration.describe("Predicted"),
  measuredSeconds: unknownOr(duration).describe("After the fault or the restore; null: never seen"),
  predictedFrom: z.string().describe("The rule that gives the predicted figures, and where it is from"),
  measuredFrom: z.string().describe("The event that gives the measured figure"),
});

const shopper = z.strictObject({
  kind: z.string().describe("fresh is judged, by the figures; the others are only reported"),
  longestGapSeconds: unknownOr(duration).describe("The longest time between two pages; null: unknown"),
  failedRequests: unknownOr(count).describe("From the fault to the end; null: unknown"),
  toBackupSeconds: unknownOr(duration).describe(
    "From the fault to the first page from the backup; null: none came before the restore",
  ),
  homeSeconds: unknownOr(duration).describe(
    "From the restore to the first page from the primary; null: none came before the end",
  ),
});

/** What is wrong, as report.json tells it. */
export const findingSchema = z.strictObject({
  rule: z.string().describe("What was broken: an id that stays the same between versions"),
  message: z.string(),
  limitSeconds: unknownOr(duration).describe("null: the finding is not about time, or has no limit"),
  measuredSeconds: unknownOr(duration).describe("null: the finding is not about time"),
});

const span = { fromSeconds: sinceStart, toSeconds: sinceStart };

const checker = z.strictObject({
  name: z.string().describe("Its region and its number there"),
  probes: z.array(
    z.strictObject({
      startedAtSeconds: sinceStart,
      atSeconds: sinceStart.describe("When it ended"),
      passed: z.boolean(),
      reason: z.string().describe("As Route 53 words it"),
    }),
  ),
  opinions: z
    .array(z.strictObject({ ...span, healthy: z.boolean() }))
    .describe("What the checker holds; none before it has seen failureThreshold equal probes"),
});

const check = z.strictObject({
  checkId: z.string(),
  label: z.string().describe("The check by the record set that uses it"),
  checkers: z.array(checker),
  states: z.array(z.strictObject({ ...span, healthy: z.boolean(), healthyCheckers: count, checkers: count })),
});

const answers = z.strictObject({
  observer: z.string().describe("Who was asked for the failover name"),
  spans: z.array(
    z.strictObject({
      ...span,
      rcode: z.string(),
      addresses: z.array(z.string()),
      site: unknownOr(role).describe("The site with that address; null: no answer, or another address"),
    }),
  ),
});

const visits = z.strictObject({
  kind: z.string().describe("The kind of shopper"),
  spans: z.array(
    z.strictObject({
      ...span,
      isServed: z.boolean(),
      site: unknownOr(role).describe("The site that the page names; null: no page, or it names none"),
      visits: count,
    }),
  ),
});

/** report.json; its version is raised when a field changes its meaning, is renamed or goes away. */
export const reportSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    verdict: z.enum(["pass", "fail", "inconclusive"]),
    sentence: z.string().describe("The verdict in words"),
    hostname: z.string().describe("The name that fails over"),
    sites: z.array(z.strictObject({ role, region: z.string(), publicIp: z.string() })),
    settings: z
      .strictObject({
        stack: z.string(),
        fault: z.string().describe("What was broken, and how"),
        expected: z.string().describe("What the rules say must come of the fault, in words"),
        failureKind: z.string().describe("How a probe meets the fault: it decides the row of the budget"),
        speed: z.number().describe("Scenario seconds in a wall second"),
        seed: z.int().describe("Decides the checkers' phases and the instant of the fault"),
        requestIntervalSeconds: duration,
        failureThreshold: z.int(),
        ttlSeconds: duration.describe("Of the answer, as the stack sets it"),
        rehearsedTtlSeconds: duration.describe("The TTL in whole wall seconds, times the speed"),
        aggregationSeconds: duration.describe("An assumption: from checkers to answers; AWS publishes none"),
      })
      .describe("What made this run"),
    budget: z.strictObject({
      promisedSeconds: duration.describe("The worst outage for this kind of failure, by the stack's budget"),
      acceptedSeconds: duration.describe("rtoSeconds of the stack"),
    }),
    faultSeconds: unknownOr(sinceStart).describe("null: nothing was broken"),
    restoreSeconds: unknownOr(sinceStart).describe("null: never seen"),
    endSeconds: sinceStart,
    worstLagSeconds: duration.describe("How far this machine fell behind the schedule"),
    tookWallSeconds: z.number().describe("Wall seconds of the whole command"),
    figures: z.array(figure).describe("None when nothing was broken, or when no move was due"),
    shoppers: z.array(shopper),
    findings: z.array(findingSchema).describe("Why the verdict is not pass"),
    timeline: z.strictObject({
      checks: z.array(check),
      answers: z.array(answers),
      shoppers: z.array(visits),
    }),
  })
  .meta({
    title: "Report of a rehearsed failover",
    description: "All times are in seconds of the scenario.",
  });

/** A rehearsal's report: plain values, unknown is null. */
export type Report = z.infer<typeof reportSchema>;

/** The published JSON schema of report.json, as the text of docs/report.schema.json. */
export function reportJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(reportSchema), null, 2)}\n`;
}
