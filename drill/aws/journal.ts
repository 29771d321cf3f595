import { z } from "zod";

/**
 * What a drill must undo, written before it breaks anything: as a file on the machine that drills, and as an object in
 * the switch's bucket, where it is also the lock that keeps a second drill away.
 */
export type DrillJournal = z.infer<typeof drillJournal>;

/** The one idempotent call that undoes a fault. */
export type UndoCall = DrillJournal["undo"];

/** How a drill has ended: as it was judged, or cut short, which says nothing of the shop. */
export type DrillVerdict = NonNullable<DrillJournal["verdict"]>;

/** Key of the open or the latest drill's journal in the switch's bucket. */
export const journalKey = "drills/journal.json";

/**
 * Key of what is left of the newest drill that has passed, `{ "startedAt": … }` as in its journal: the journal itself is
 * the next drill's. The site watcher counts the days from it.
 */
export const lastSuccessKey = "drills/last-success.json";

/** Begins the keys of the closed drills' verdicts; the newest sorts last. */
export const historyPrefix = "drills/history/";

const instant = z.iso.datetime();
const id = z.string().min(1).max(256);

const undo = z.discriminatedUnion("operation", [
  z.object({ operation: z.literal("ec2:StartInstances"), region: id, instanceId: id }),
  z.object({ operation: z.literal("ssm:SendCommand"), region: id, instanceId: id, document: id }),
  z.object({
    operation: z.literal("ec2:ModifySecurityGroupRules"),
    region: id,
    securityGroupId: id,
    ingressRuleId: id,
    /** The rule as it was. */
    fromPort: z.int(),
    toPort: z.int(),
    cidrIpv4: id,
    description: z.string().max(256),
  }),
  z.object({
    operation: z.literal("route53:UpdateHealthCheck"),
    region: id,
    healthCheckId: id,
    inverted: z.boolean(),
  }),
]);

/** The shape of a journal, for what is read from outside. */
export const drillJournal = z.object({
  version: z.literal(1),
  /** `<startedAt>-<fault>`, which sorts by time. */
  id,
  state: z.enum(["open", "closed"]),
  stack: id,
  accountId: z.string().regex(/^\d{12}$/),
  fault: id,
  /** Who drills: the ARN that STS names. */
  principal: id,
  startedAt: instant,
  /** When the schedule undoes the fault if nobody else has. */
  undoneAt: instant,
  undo,
  schedule: z.object({ region: id, name: id }),
  /** Null while it is open. */
  verdict: z.enum(["pass", "fail", "inconclusive", "interrupted"]).nullable(),
});
