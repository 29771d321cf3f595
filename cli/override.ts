import { failureReason } from "../drill/aws/failureReason";
import { override as turnSwitch, type OverrideRequest, type SwitchedTopology } from "../drill/aws/override";
import { awsWorld } from "../drill/aws/sights/awsWorld";
import { newLook } from "../drill/aws/sights/look";
import { switchSight } from "../drill/aws/sights/operatorSwitch";
import type { SightWorld } from "../drill/aws/sights/world";
import type { AwsTopology } from "../drill/aws/topology";
import type { AwsFlags } from "./awsFlags";
import { reachOf } from "./awsReach";
import { openStack, type OpenedStack } from "./awsStack";
import { UserError } from "./errors";
import { exitCodes, type ExitCode } from "./exitCodes";
import { answerLine, outcomeLines, switchLines } from "./overrideText";
import type { Surroundings } from "./surroundings";

/** What `failover override` was asked to do. */
export interface OverrideOptions extends AwsFlags {
  readonly action: "on" | "off" | "status";
  readonly reason?: string;
  /** How long it is meant to be on. */
  readonly forSeconds?: number;
  readonly force: boolean;
}

/** What overriding is made of; tests put their own in place. */
export interface OverrideParts {
  readonly openStack: typeof openStack;
  readonly worldOf: typeof awsWorld;
}

/**
 * Turns a stack's switch, or tells how it is.
 *
 * @throws UserError when there is no topology or no switch, and for credentials that are of another account or none.
 */
export async function override(
  options: OverrideOptions,
  surroundings: Surroundings,
  parts: OverrideParts = { openStack, worldOf: awsWorld },
): Promise<ExitCode> {
  const { action, speed } = options;
  refuseUseless(options);
  // The state of a stack can be anywhere, in the region that is lost, too.
  const stack = await parts.openStack(options, surroundings, { mayAskPulumi: false });
  const world = parts.worldOf(stack.clients, stack.topology, reachOf(options, stack.topology), speed);
  const topology = switchedTopology(stack.topology);
  if (action === "status") return tell(topology, world, options, surroundings);
  return turn({ ...options, action }, { ...stack, topology }, world, surroundings);
}

function refuseUseless({ action, reason, forSeconds, force }: OverrideOptions): void {
  if (action !== "on" && (reason !== undefined || forSeconds !== undefined))
    throw new UserError(`--reason and --for belong to override on, not to ${action}.`);
  if (action === "status" && force)
    throw new UserError("--force belongs to override on and off, not to status.");
}

function switchedTopology(topology: AwsTopology): SwitchedTopology {
  const { operatorSwitch, stack } = topology;
  if (operatorSwitch !== null) return { ...topology, operatorSwitch };
  throw new UserError(
    `the stack ${stack} has no switch: set operatorSwitch.enabled in Pulumi.${stack}.yaml and deploy it.`,
  );
}

async function tell(
  { operatorSwitch, stack }: SwitchedTopology,
  world: SightWorld,
  { json }: OverrideOptions,
  { signal, stdout }: Surroundings,
): Promise<ExitCode> {
  const look = newLook(signal);
  const seen = await switchSight(operatorSwitch, world, look);
  signal.throwIfAborted();
  const { unseen } = look;
  const lines = [...switchLines(seen), ...unseen.map((reason) => `not seen: ${reason}`)];
  stdout.write(json ? jsonLine({ event: "switch", stack, ...seen, unseen }) : `${lines.join("\n")}\n`);
  const isWell = seen.isOn !== null && seen.isReadable === true && !seen.isLeftOver && unseen.length === 0;
  return isWell ? exitCodes.holds : exitCodes.finding;
}

async function turn(
  options: OverrideOptions & Pick<OverrideRequest, "action">,
  { topology, from, caller }: OpenedStack & { readonly topology: SwitchedTopology },
  world: SightWorld,
  { signal, stdout, stderr }: Surroundings,
): Promise<ExitCode> {
  const { action, reason = null, forSeconds = null, force, json } = options;
  if ("problem" in caller)
    throw new UserError(`the account cannot be told, so nothing was touched: ${caller.problem}`);
  if (world.objects === null) throw new Error("a stack with a switch has a bucket for it");
  const say = (line: object, text: string): void => {
    stdout.write(json ? jsonLine(line) : `${text}\n`);
  };
  const name = topology.record.name;
  if (!json) stdout.write(`The switch of stack ${topology.stack}, by ${from}\n`);
  let hasTurned = false;
  const request = { action, by: caller.arn, reason, forSeconds, isForced: force };
  const outcome = await turnSwitch(request, topology, { ...world, objects: world.objects }, signal, {
    onSwitched: (hasChanged) => {
      hasTurned = true;
      say(
        { event: "switched", action, hasChanged },
        `The switch is ${action}${hasChanged ? "" : ", as it was"}.`,
      );
    },
    onAnswer: (answer) => {
      say({ event: "answer", ...answer }, answerLine(answer, name));
    },
  }).catch((error: unknown) => {
    if (!signal.aborted)
      throw new Error(`the switch could not be put ${action}: ${failureReason(error)}`, { cause: error });
    const stays = hasTurned
      ? `the switch stays ${action}`
      : "failover override status tells how the switch is";
    stderr.write(`Interrupted: ${stays}.\n`);
    throw error;
  });
  if (json) stdout.write(jsonLine({ event: "override", action, stack: topology.stack, ...outcome }));
  else stdout.write(outcomeLines(action, outcome, name));
  return outcome.outcome === "done" && outcome.hasCome ? exitCodes.holds : exitCodes.finding;
}

function jsonLine(line: object): string {
  return `${JSON.stringify(line)}\n`;
}
