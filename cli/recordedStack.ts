import { createRequire } from "node:module";
import { closest, distance } from "fastest-levenshtein";
import type * as recordModule from "../recording/record";
import { stackConfig, stackNames, type StackConfig } from "../recording/stackFiles";
import { stackTopology } from "../recording/stackTopology";
import type { StackTopology } from "../recording/topology";
import { ZoneError } from "../route53/zoneError";
import { UserError } from "./errors";

const load = createRequire(__filename);

/** Members of structured settings that lie over the stack file's, by the setting: `{ operatorSwitch: { … } }`. */
export type AssumedSettings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Runs the stack's real program under recording. Throws UserError for what the program refuses.
 *
 * @param assumed what is taken for set, whatever the stack file says. Default: nothing.
 */
export async function recordedTopology(
  stack: string,
  projectDirectory: string,
  assumed: AssumedSettings = {},
): Promise<StackTopology> {
  // Pulumi's SDK takes seconds to load: a command that can also do without a stack should not wait for it.
  const { recordStack } = load("../recording/record") as typeof recordModule;
  const config = configWith(assumed, stackConfig(projectDirectory, stack));
  const recording = await recordStack(stack, { projectDirectory, config });
  if (recording.errors.length > 0) throw new UserError(recording.errors.join("\n"));
  try {
    return stackTopology(recording);
  } catch (error) {
    if (!(error instanceof ZoneError)) throw error;
    throw new UserError(`Route 53 would refuse what stack ${stack} declares:\n${error.message}`);
  }
}

function configWith(assumed: AssumedSettings, { project, config }: StackConfig): Record<string, string> {
  return Object.fromEntries(
    Object.entries(assumed).map(([setting, members]) => {
      const key = `${project}:${setting}`;
      const written = JSON.parse(config[key] ?? "{}") as object;
      return [key, JSON.stringify({ ...written, ...members })];
    }),
  );
}

/** Throws UserError, with the stacks that there are, for a stack without a file. */
export function refuseUnknownStack(stack: string, projectDirectory: string): void {
  const known = stackNames(projectDirectory);
  if (known.includes(stack)) return;
  const nearest = known.length > 0 ? closest(stack, known) : "";
  const isNear = nearest !== "" && distance(stack, nearest) <= Math.max(2, stack.length / 3);
  const hint = isNear ? ` Did you mean ${nearest}?` : "";
  const files = known.map((name) => `Pulumi.${name}.yaml`).join(", ") || "none";
  throw new UserError(`there is no stack ${stack}.${hint}\nStack files here: ${files}`);
}
