/** What the commands that work on AWS print with `--json`: a schema for the lines of each. */
import { z } from "zod";
import { drillJournal } from "../drill/aws/journal";
import { drillReportSchema } from "../drill/aws/report";
import { answerSchema, switchSchema } from "../drill/aws/sights/status";
import { eventSchema } from "../drill/report/eventSchema";

const seconds = z.number().describe("Scenario seconds");
const sinceFault = seconds.nullable().describe("After the fault or the restore; null: never seen");

const finding = z.strictObject({
  rule: z.string().describe("What was broken: an id that stays the same between versions"),
  message: z.string(),
  limitSeconds: seconds.optional(),
  measuredSeconds: seconds.optional(),
});

const { verdict, faultSeconds, restoreSeconds, phases, figures } = drillReportSchema.shape;

const leg = z.strictObject({
  firstCheckerSeconds: sinceFault,
  checkSeconds: sinceFault,
  firstNameServerSeconds: sinceFault,
  lastNameServerSeconds: sinceFault,
  resolverSeconds: z.record(z.string(), sinceFault).describe("Of each resolver, by its name"),
  shopperSeconds: sinceFault,
  alarmSeconds: sinceFault,
});

const judged = z
  .strictObject({
    event: z.literal("verdict"),
    verdict,
    id: z.string(),
    stack: z.string(),
    fault: z.string(),
    measured: z.strictObject({
      faultSeconds,
      restoreSeconds,
      failover: leg,
      failback: leg,
      phases,
    }),
    figures,
    findings: z.array(finding),
  })
  .describe("The last line of a drill that was judged; one that could not be restored prints none");

const refused = z
  .strictObject({ event: z.literal("verdict"), verdict: z.literal("refused"), findings: z.array(finding) })
  .describe("The last line where nothing was touched");

const action = z.enum(["on", "off"]);

/** The schema of one line, by command. */
export const lineSchemas = {
  drill: z.union([eventSchema, judged, refused]),
  drills: drillJournal.describe("The journal of a drill that has ended"),
  override: z.union([
    z
      .strictObject({ event: z.literal("switched"), action, hasChanged: z.boolean() })
      .describe("The switch is as it was asked for, and stays so"),
    answerSchema.extend({ event: z.literal("answer") }).describe("What a name server answers now"),
    z
      .strictObject({
        event: z.literal("override"),
        action,
        stack: z.string(),
        outcome: z.literal("done"),
        hasChanged: z.boolean(),
        warnings: z.array(z.string()),
        hasCome: z.boolean().describe("Whether every name server answers with the site"),
        tookSeconds: seconds,
        answers: z.array(answerSchema),
      })
      .describe("The last line of on and off"),
    z
      .strictObject({
        event: z.literal("override"),
        action,
        stack: z.string(),
        outcome: z.literal("refused"),
        problem: z.string(),
      })
      .describe("The only line where nothing was touched"),
    switchSchema
      .extend({ event: z.literal("switch"), stack: z.string(), unseen: z.array(z.string()) })
      .describe("The only line of status"),
  ]),
  restore: z.union([
    z.strictObject({
      event: z.literal("restored"),
      stack: z.string(),
      fault: z.string(),
      drill: z.string().describe("The id of the drill that had left it broken"),
    }),
    z
      .strictObject({
        event: z.literal("nothing-left"),
        stack: z.string(),
        fault: z.string(),
        drill: z.string().describe("The id of the drill, which is closed now"),
      })
      .describe("What the drill had broken is no longer there, as after a deployment: nothing was put back"),
    z.strictObject({ event: z.literal("nothing-to-restore"), stack: z.string() }),
  ]),
} as const;

/** The published JSON schemas, as the text of docs/lines.schema.json: one definition for the lines of each command. */
export function linesJsonSchema(): string {
  const definitions = Object.entries(lineSchemas).map(([command, schema]) => {
    const { $schema: _dialect, ...definition } = z.toJSONSchema(schema);
    return [command, definition];
  });
  const document = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Lines of failover drill, drills, override and restore with --json",
    $defs: Object.fromEntries(definitions) as object,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
