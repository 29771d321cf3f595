import { createRequire } from "node:module";
import type * as clientsModule from "../drill/aws/clients";
import { pastDrills } from "../drill/aws/drillHistory";
import type { DrillJournal } from "../drill/aws/journal";
import type { AwsSwitch } from "../drill/aws/topology";
import { topologyOf } from "./awsStack";
import { UserError } from "./errors";
import { exitCodes, type ExitCode } from "./exitCodes";
import type { Surroundings } from "./surroundings";

/** The flags of `drills`. */
export interface DrillsOptions {
  /** As in AwsFlags. */
  readonly outputs?: string;
  readonly stack: string;
  readonly profile?: string;
  readonly json: boolean;
}

/** What listing drills needs of the world; tests put their own in place. */
export interface DrillsWorld {
  readonly topologyOf: typeof topologyOf;
  readonly pastDrills: (
    operatorSwitch: AwsSwitch,
    options: Pick<DrillsOptions, "profile">,
  ) => Promise<readonly DrillJournal[]>;
}

/**
 * Lists the drills of a stack that have ended, newest first.
 *
 * @throws UserError for outputs that cannot be read, or a stack that keeps no drills.
 */
export async function drills(
  options: DrillsOptions,
  surroundings: Surroundings,
  world: DrillsWorld = aws,
): Promise<ExitCode> {
  const { stdout } = surroundings;
  const { stack, operatorSwitch } = await world.topologyOf(options, surroundings);
  if (stack !== options.stack)
    throw new UserError(
      `these are the outputs of stack ${stack}, not of ${options.stack}.\nGive --stack ${stack}.`,
    );
  if (!operatorSwitch)
    throw new UserError(`stack ${stack} has no operatorSwitch, whose bucket keeps the drills.`);
  const past = await world.pastDrills(operatorSwitch, options);
  if (options.json) for (const each of past) stdout.write(`${JSON.stringify(each)}\n`);
  else stdout.write(past.length === 0 ? `Stack ${stack} has not been drilled yet.\n` : table(past));
  return exitCodes.holds;
}

const load = createRequire(__filename);

const aws: DrillsWorld = {
  topologyOf,
  pastDrills: (operatorSwitch, options) =>
    pastDrills(operatorSwitch, (load("../drill/aws/clients") as typeof clientsModule).awsClients(options)),
};

function table(past: readonly DrillJournal[]): string {
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("")
      .trimEnd();
  const rows = past.map(({ startedAt, fault, verdict, principal }) =>
    line([startedAt.replace(/\.\d+Z$/, "Z"), fault, verdict ?? "", principal]),
  );
  return `${[line(["started", "fault", "verdict", "by"]), ...rows].join("\n")}\n`;
}

const widths = [22, 15, 14];
