/** What `failover status --json` says: one zod schema, from which the type and the published JSON schema follow. */
import { z } from "zod";
import { overrideNote } from "../overrideNote";

const unknownOr = <T extends z.ZodType>(schema: T) => schema.nullable();
const role = z.enum(["primary", "backup"]);
const count = z.int().nonnegative();
const instant = z.iso.datetime();

const site = z.strictObject({
  role,
  region: z.string(),
  publicIp: z.string(),
  isHealthy: z.boolean().describe("Its health page, asked at its address with the failover name as Host"),
  httpStatus: unknownOr(z.int()).describe("null: there was no answer"),
  statesRole: unknownOr(role).describe("Which site the page says that it is; null: it does not say"),
  contentVersion: unknownOr(z.string()).describe("null: it does not say"),
  problem: unknownOr(z.string()).describe("Why it is not healthy; null: it is"),
});

const check = z.strictObject({
  healthCheckId: z.string(),
  label: z.string().describe("Whose check it is, in words"),
  type: unknownOr(z.string()),
  isHealthy: unknownOr(z.boolean()).describe("By Route 53's rules, from what its checkers have seen last"),
  isInverted: unknownOr(z.boolean()),
  isDisabled: unknownOr(z.boolean()),
  checkers: unknownOr(count).describe("Checkers that report; null: unknown, or a CALCULATED check"),
  healthyCheckers: unknownOr(count).describe(
    "Of these, how many have seen the endpoint healthy, before Inverted",
  ),
  unhealthyRegions: z.array(z.string()).describe("Regions with a checker that has not"),
  lastFailure: unknownOr(
    z.strictObject({ region: z.string(), reason: z.string(), checkedAt: unknownOr(instant) }),
  ).describe("The newest, however long ago; null: none, or unknown"),
});

/** What a server answers, as status tells it. */
export const answerSchema = z.strictObject({
  server: z.string(),
  isAuthoritative: z
    .boolean()
    .describe("A name server of the zone; else a resolver, which may answer from its cache"),
  addresses: unknownOr(z.array(z.string())).describe("null: unknown"),
  site: unknownOr(role).describe("The site with the only address; null: there is none such"),
});

/** The switch, as status tells it. */
export const switchSchema = z.strictObject({
  isOn: unknownOr(z.boolean()).describe("Whether traffic is forced to the backup, as checkers would see it"),
  isReadable: unknownOr(z.boolean()).describe("Whether checkers can read the object that is always there"),
  note: unknownOr(overrideNote).describe(
    "What the operator who put it on has noted; null: nothing, or unknown",
  ),
  isLeftOver: z.boolean().describe("It is on, and should be off by its note"),
});

const drill = z.strictObject({
  id: z.string(),
  fault: z.string(),
  principal: z.string().describe("Who drills"),
  startedAt: instant,
  verdict: unknownOr(z.enum(["pass", "fail", "inconclusive", "interrupted"])).describe(
    "null: it is in progress",
  ),
});

/** The look at a stack; its version is raised when a field changes its meaning, is renamed or goes away. */
export const statusSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    at: instant,
    stack: z.string(),
    accountId: z.string(),
    hostname: z.string().describe("The name that fails over"),
    topologyFrom: z.string().describe("Where the stack's topology is from"),
    isWell: z.boolean().describe("Everything is healthy, and known: no findings, nothing unseen"),
    findings: z.array(z.string()).describe("What is not as it should be"),
    unseen: z.array(z.string()).describe("What could not be seen, each with its reason"),
    sites: z.array(site),
    checks: z.array(check),
    answers: z.array(answerSchema),
    operatorSwitch: unknownOr(switchSchema).describe("null: the stack has none"),
    alarms: z
      .array(z.strictObject({ region: z.string(), name: z.string(), state: unknownOr(z.string()) }))
      .describe("Those that are not OK; a state of null: there is no such alarm"),
    unconfirmed: z
      .array(z.strictObject({ region: z.string(), topicArn: z.string(), endpoint: z.string() }))
      .describe("Subscriptions that nobody has confirmed: no mail goes there"),
    drill: unknownOr(drill).describe("The one in progress, else the last; null: none, or unknown"),
  })
  .meta({ title: "State of a failover stack" });

/** What a look at a stack has found: plain values, unknown is null. */
export type Status = z.infer<typeof statusSchema>;

/** Everything that was looked at, before it is judged. */
export type StackSights = Pick<
  Status,
  "sites" | "checks" | "answers" | "operatorSwitch" | "alarms" | "unconfirmed" | "drill"
>;

/** The published JSON schema, as the text of docs/status.schema.json. */
export function statusJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(statusSchema), null, 2)}\n`;
}
