/** The events of `rehearsal/events.ts` as a schema. */
import { z } from "zod";
import { everyFaultName } from "../../rehearsal/faults/names";
import { shopperKinds } from "../../rehearsal/shoppers/shopper";
import type { RehearsalEvent } from "../../rehearsal/events";

const atSeconds = z.number().describe("Scenario seconds since the start");
const startedAtSeconds = z.number().describe("When it began; atSeconds is when it ended");
const role = z.enum(["primary", "backup"]);
const count = z.int().nonnegative();
const checker = { checkId: z.string(), region: z.string(), checker: z.string() };

/** One event, told from the others by `event`. */
export const eventSchema = z.discriminatedUnion("event", [
  z
    .strictObject({
      event: z.literal("probe"),
      atSeconds,
      startedAtSeconds,
      ...checker,
      passed: z.boolean(),
      reason: z.string(),
    })
    .describe("A probe of a checker has ended; only in rehearsals, for AWS tells of none"),
  z
    .strictObject({
      event: z.literal("checker"),
      atSeconds,
      ...checker,
      healthy: z.boolean(),
      reason: z.string(),
    })
    .describe("A checker holds another opinion than before"),
  z
    .strictObject({
      event: z.literal("check"),
      atSeconds,
      checkId: z.string(),
      healthy: z.boolean(),
      healthyCheckers: count,
      checkers: count.describe("0: a CALCULATED check"),
    })
    .describe("The state of a check, or its number of healthy checkers, is another than before"),
  z
    .strictObject({ event: z.literal("update"), atSeconds, checkId: z.string(), inverted: z.boolean() })
    .describe("A check has been changed"),
  z
    .strictObject({
      event: z.literal("answer"),
      atSeconds,
      observer: z.enum(["authoritative", "resolver", "clamping"]),
      server: z.string().exactOptional().describe("Which of several was asked"),
      name: z.string(),
      type: z.string(),
      rcode: z.string().describe("NOERROR, or why there is no answer"),
      addresses: z.array(z.string()).readonly(),
      wireTtlSeconds: z.number().nullable().describe("Wall seconds; null: there is no answer"),
    })
    .describe("A server answers something else than before for the failover name"),
  z
    .strictObject({
      event: z.literal("page"),
      atSeconds,
      startedAtSeconds,
      shopper: z.enum(shopperKinds),
      isServed: z.boolean(),
      site: role.nullable().describe("The site that the page names; null: no page, or it names none"),
      detail: z.string(),
    })
    .describe("A shopper has got a page, or none"),
  z
    .strictObject({
      event: z.literal("look"),
      atSeconds,
      isHealthy: z.strictObject({ primary: z.boolean(), backup: z.boolean() }),
      answeringSite: role.nullable(),
      isForced: z.boolean().nullable(),
      isContentInSync: z.boolean().nullable(),
      hasHeld: z.boolean(),
      failures: z.array(z.string()).readonly(),
    })
    .describe("The site watcher has looked; only in rehearsals"),
  z
    .strictObject({
      event: z.literal("alarm"),
      atSeconds,
      alarm: z.string(),
      region: z.string(),
      state: z.enum(["ALARM", "OK"]),
    })
    .describe("An alarm has gone off or is over"),
  z
    .strictObject({
      event: z.literal("direct"),
      atSeconds,
      startedAtSeconds,
      site: role,
      passed: z.boolean(),
      reason: z.string(),
    })
    .describe("A site was asked for its health page at its own address; only in drills on AWS"),
  z
    .strictObject({
      event: z.enum(["fault", "heal", "restore"]),
      atSeconds,
      fault: z.enum(everyFaultName),
    })
    .describe("A fault has taken hold; its sites are mended while traffic is kept away; all of it is undone"),
]) satisfies z.ZodType<RehearsalEvent>;
