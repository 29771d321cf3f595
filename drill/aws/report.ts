import { z } from "zod";
import type { RehearsalEvent } from "../../rehearsal/events";
import { faultNamed } from "../../rehearsal/faults";
import { everyFaultName } from "../../rehearsal/faults/names";
import { promisedRow } from "../prediction";
import { eventSchema } from "../report/eventSchema";
import { findingSchema } from "../report/schema";
import { hostName, primaryCheckId } from "../wiring";
import type { AwsCall } from "./callLog";
import { drillJournal, type DrillJournal, type DrillVerdict } from "./journal";
import type { Watched } from "./measured";
import type { DrillJudgement } from "./verdict";

const seconds = z.number().describe("Scenario seconds");
const sinceStart = z.number().describe("Scenario seconds since the drill began");

/** report.json of a drill on AWS; its version is raised when a field changes its meaning, is renamed or goes away. */
export const drillReportSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    verdict: drillJournal.shape.verdict.unwrap(),
    sentence: z.string().describe("The verdict in words"),
    hostname: z.string().describe("The name that fails over"),
    journal: drillJournal.describe(
      "As it was closed, or left open where something is not restored: who drilled what, when, and what undoes it",
    ),
    speed: z.number().describe("Scenario seconds in a wall second: 1 on AWS"),
    budget: z.strictObject({
      promisedSeconds: seconds.describe("The worst outage for this kind of failure, by the stack's budget"),
      acceptedSeconds: seconds.describe("rtoSeconds of the stack"),
    }),
    faultSeconds: sinceStart
      .nullable()
      .describe("The first failed direct probe (invert-check: the call); null: there was none"),
    restoreSeconds: sinceStart
      .nullable()
      .describe("The first that passed again (invert-check: the call); null: there was none"),
    figures: z.array(
      z.strictObject({
        leg: z.enum(["failover", "failback"]),
        milestone: z.string(),
        what: z.string(),
        measuredSeconds: seconds.nullable().describe("After the fault or the restore; null: never seen"),
        limitSeconds: seconds.nullable().describe("The latest that is allowed; null: only told"),
      }),
    ),
    phases: z
      .array(z.strictObject({ reason: z.string(), fromSeconds: seconds }))
      .describe("How the primary failed, and from when after the fault"),
    healthyShare: z
      .array(z.strictObject({ atSeconds: sinceStart, healthyCheckers: z.int(), checkers: z.int() }))
      .describe("Healthy checkers of the primary's check, at each change"),
    findings: z.array(findingSchema).describe("Why the verdict is not pass"),
    calls: z
      .array(
        z.strictObject({
          service: z.string(),
          operation: z.string(),
          requestId: z.string().nullable().describe("null: AWS has given none, or was not heard"),
          error: z.string().nullable().describe("The name of what it failed with; null: it succeeded"),
          at: z.iso.datetime(),
        }),
      )
      .describe("Every request to AWS, when it ended"),
    events: z.array(eventSchema).describe("Every observation"),
  })
  .meta({ title: "Report of a drill on AWS", description: "All times are in seconds of the scenario." });

/** The published JSON schema, as the text of docs/drill-report.schema.json. */
export function drillReportJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(drillReportSchema), null, 2)}\n`;
}

/** A drill's report: plain values, unknown is null. */
export type DrillReport = z.infer<typeof drillReportSchema>;

/** A drill that has ended, and what it was. */
export interface JudgedDrill {
  readonly verdict: DrillVerdict;
  readonly judgement: DrillJudgement;
  readonly journal: DrillJournal;
  readonly watched: Watched;
  readonly events: readonly RehearsalEvent[];
  readonly calls: readonly AwsCall[];
  readonly speed: number;
}

/** Everything that a report tells about a drill. */
export function drillReport(drill: JudgedDrill): DrillReport {
  const { verdict, judgement, journal, watched, events, calls, speed } = drill;
  const { measured, figures, findings } = judgement;
  const { stack } = watched;
  const checkId = primaryCheckId(stack);
  return {
    schemaVersion: 1,
    verdict,
    sentence: drillSentence(drill),
    hostname: hostName(stack),
    journal,
    speed,
    budget: { promisedSeconds: promisedSeconds(drill), acceptedSeconds: stack.budget.rtoSeconds },
    faultSeconds: measured.faultSeconds,
    restoreSeconds: measured.restoreSeconds,
    figures: figures.map((figure) => ({ ...figure })),
    phases: measured.phases.map((phase) => ({ ...phase })),
    healthyShare: events
      .filter((event) => event.event === "check")
      .filter((event) => event.checkId === checkId)
      .map(({ atSeconds, healthyCheckers, checkers }) => ({ atSeconds, healthyCheckers, checkers })),
    findings: findings.map(({ rule, message, limitSeconds, measuredSeconds }) => ({
      rule,
      message,
      limitSeconds: limitSeconds ?? null,
      measuredSeconds: measuredSeconds ?? null,
    })),
    calls: calls.map((call) => ({ ...call })),
    events: events.map((event) => ({ ...event })),
  };
}

/** What a verdict says to people, in one sentence; its findings follow separately. */
export function drillSentence(drill: JudgedDrill): string {
  const { verdict, judgement, journal, watched } = drill;
  const { lastNameServerSeconds: seconds } = judgement.measured.failover;
  const promised = `promised ${promisedSeconds(drill)} s for clients, accepted ${watched.stack.budget.rtoSeconds} s`;
  if (journal.state === "open") return `${journal.fault} is not restored: the drill is still open.`;
  if (verdict === "interrupted")
    return `${journal.fault} was interrupted, and is undone; when the primary serves again: failover status --stack ${journal.stack}`;
  if (verdict === "inconclusive") return "this machine was too busy to tell; drill again.";
  if (seconds === null) return `${journal.fault} did not move every name server to the backup (${promised}).`;
  const moved = `every name server answered with the backup after ${seconds.toFixed(1)} s (${promised})`;
  return verdict === "pass" ? `${moved}, and everyone came home.` : `${moved}, but:`;
}

function promisedSeconds({ journal, watched }: JudgedDrill): number {
  const fault = everyFaultName.find((name) => name === journal.fault);
  if (fault === undefined) throw new Error(`There is no fault named ${journal.fault}.`);
  return promisedRow(watched.stack, faultNamed(fault).failureKind).totalWorstSeconds;
}
