import { createRequire } from "node:module";
import { closest, distance } from "fastest-levenshtein";
import type * as recordModule from "../recording/record";
import { stackNames } from "../recording/stackFiles";
import { stackTopology } from "../recording/stackTopology";
import type { StackTopology } from "../recording/topology";
import { ZoneError } from "../route53/zoneError";
import { UserError } from "./errors";

const load = createRequire(__filename);

/** Runs the stack's real program under recording. Throws UserError for what the program refuses. */
export async function recordedTopology(stack: string, projectDirectory: string): Promise<StackTopology> {
  // Pulumi's SDK takes seconds to load: a command that can also do without a stack should not wait for it.
  const { recordStack } = load("../recording/record") as typeof recordModule;
  const recording = await recordStack(stack, { projectDirectory });
  if (recording.errors.length > 0) throw new UserError(recording.errors.join("\n"));
  try {
    return stackTopology(recording);
  } catch (error) {
    if (!(error instanceof ZoneError)) throw error;
    throw new UserError(`Route 53 would refuse what stack ${stack} declares:\n${error.message}`);
  }
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
