import type { StackTopology } from "../recording/topology";
import type { HealthCheck, Zone } from "../route53/types";
import { DumpFiles } from "./answerFiles";
import { UserError } from "./errors";
import { refuseUnknownStack } from "./recordedStack";
import type { Surroundings } from "./surroundings";

/** Runs the program of a stack and reads what it declares. */
export type TopologyOf = (stack: string, projectDirectory: string) => Promise<StackTopology>;

/** What there is to serve. */
export interface ServeSource {
  readonly zone: Zone;
  readonly checks: readonly HealthCheck[];
  readonly aggregationSeconds: number;
  /** The check of a stack's operator's switch, whose object exists on AWS alone; null where none is known. */
  readonly switchCheckId: string | null;
}

/** Route 53 does not publish its delay from checkers to answers: an assumption, as in a stack's settings. */
const assumedAggregationSeconds = 3;

/** A recorded stack, or two dumps of the AWS CLI. Throws UserError for anything else, and for what they hold amiss. */
export async function serveSource(
  {
    stack,
    records,
    checks,
  }: { readonly stack?: string; readonly records?: string; readonly checks?: string },
  { projectDirectory }: Pick<Surroundings, "projectDirectory">,
  topologyOf: TopologyOf,
): Promise<ServeSource> {
  if (stack !== undefined && records === undefined && checks === undefined) {
    refuseUnknownStack(stack, projectDirectory);
    const { zone, healthChecks, budget, operatorSwitch } = await topologyOf(stack, projectDirectory);
    return {
      zone,
      checks: healthChecks,
      aggregationSeconds: budget.aggregationSeconds,
      switchCheckId: operatorSwitch?.healthCheckId ?? null,
    };
  }
  if (stack !== undefined || records === undefined || checks === undefined)
    throw new UserError("give either --stack, or --records and --checks.");
  const files = new DumpFiles(".");
  const zoneFile = await files.zone(records);
  const checksFile = await files.checks(checks);
  return {
    zone: zoneFile.zone,
    checks: checksFile.checks,
    aggregationSeconds: assumedAggregationSeconds,
    switchCheckId: null,
  };
}
