/** The shape of the report.json of `--fault all`: one zod schema, from which type and published JSON schema follow. */
import { z } from "zod";
import { findingSchema } from "./schema";

const verdict = z.enum(["pass", "fail", "inconclusive"]);
const duration = z.number().nullable();

const faultCase = z.strictObject({
  fault: z.string().describe("Also the name of the folder beside this file that holds the whole report"),
  verdict,
  sentence: z.string().describe("The verdict in words"),
  expected: z.string().describe("What the rules say must come of the fault, in words"),
  seen: z.string().describe("What came of it, in words"),
  flipSeconds: duration.describe(
    "Scenario seconds from the fault until the name server answered with the backup; null: it did not stay there",
  ),
  failedShopperSeconds: duration.describe(
    "Scenario seconds in which new shoppers got no page; null: unknown",
  ),
  findings: z.array(findingSchema).describe("Why the verdict is not pass"),
});

/** The summary; its version is raised when a field changes its meaning, is renamed or goes away. */
export const summarySchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    verdict: verdict.describe("pass when every case passes; fail when one fails"),
    sentence: z.string().describe("The verdict in words"),
    hostname: z.string().describe("The name that fails over"),
    settings: z.strictObject({
      stack: z.string(),
      speed: z.number().describe("Scenario seconds in a wall second"),
      seed: z.int(),
    }),
    tookWallSeconds: z.number().describe("Wall seconds of the whole command"),
    cases: z.array(faultCase),
  })
  .meta({
    title: "Summary of the rehearsals of all faults",
    description: "Each case has a folder of its own with its whole report.",
  });

/** The summary of all faults: plain values, unknown is null. */
export type Summary = z.infer<typeof summarySchema>;

/** The published JSON schema of the summary, as the text of docs/summary.schema.json. */
export function summaryJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(summarySchema), null, 2)}\n`;
}
