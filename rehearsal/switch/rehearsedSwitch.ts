/** The operator's switch of a topology, alive: its bucket, and the check of it that can be replaced. */
import type { StackTopology, TopologySwitch } from "../../recording/topology";
import { probeOf } from "../../route53/probe";
import type { HealthCheck } from "../../route53/types";
import { checkersOf } from "../checkers/checker";
import { runFleet, type FleetOptions } from "../checkers/fleet";
import type { HealthBoard } from "../checkers/healthBoard";
import type { CheckerEvent, ProbeEvent, UpdateEvent } from "../events";
import type { SwitchScene } from "../faults/fault";
import type { CheckerRoutes } from "../loopback";
import { startSwitchServer, type SwitchObject, type SwitchServer } from "./switchServer";

/** The bucket of a switch, and the way to it. */
export interface SwitchBucket {
  readonly server: SwitchServer;
  /** The name that it answers for. */
  readonly name: string;
  /** The given ways, and the one to the bucket. */
  readonly routes: (others: CheckerRoutes) => CheckerRoutes;
}

/** Starts the bucket of a topology's switch; null for a topology without one. */
export async function startSwitchBucket(
  topology: StackTopology,
  takeAddress: () => string,
): Promise<SwitchBucket | null> {
  const { operatorSwitch } = topology;
  if (!operatorSwitch) return null;
  const object = objectOf(checkOf(topology, operatorSwitch.healthCheckId));
  const server = await startSwitchServer(takeAddress(), object);
  return {
    server,
    name: object.target,
    routes: (others) => (target, port, region) =>
      target === object.target && port === object.port ? server.endpoint : others(target, port, region),
  };
}

/**
 * What is known of a switch's check when a rehearsal begins: of a deployed stack, that the switch is off, because the
 * program has waited until that was seen. A program that does not wait has a check without data.
 */
export function knownOfSwitch({ operatorSwitch }: StackTopology): ReadonlyMap<string, boolean> {
  return new Map(operatorSwitch?.isAwaited ? [[operatorSwitch.healthCheckId, false]] : []);
}

/** What a scene of a switch works with; the fleet's options are those of the topology's own checks. */
export interface SwitchSceneOptions extends Omit<FleetOptions, "checks" | "board" | "onEvent"> {
  readonly topology: StackTopology;
  readonly board: Pick<HealthBoard, "report" | "add" | "setChildren">;
  readonly onEvent: (event: ProbeEvent | CheckerEvent | UpdateEvent) => void;
  /** Takes the checkers of each new check, to be waited for at the end. */
  readonly onFleet: (run: Promise<unknown>) => void;
}

/** What faults can do to a topology's switch. */
export function switchScene(
  { healthCheckId, calculatedHealthCheckId, isAwaited }: TopologySwitch,
  bucket: SwitchBucket,
  options: SwitchSceneOptions,
): SwitchScene {
  const { topology, board, clock, signal } = options;
  const old = checkOf(topology, healthCheckId);
  const { ChildHealthChecks: children = [] } = checkOf(topology, calculatedHealthCheckId).HealthCheckConfig;
  const relyOn = (checkId: string): void => {
    const renewed = children.map((child) => (child === healthCheckId ? checkId : child));
    board.setChildren(calculatedHealthCheckId, renewed);
  };
  let replaced = 0;
  return {
    setState: (state) => {
      bucket.server.setState(state);
    },
    replaceCheck: async () => {
      const check = { ...old, Id: `${healthCheckId}-new-${++replaced}` };
      const opinions = probeNew(check, options);
      while (isAwaited && opinions.size < checkersOf(check).length) await clock.sleep(1, signal);
      relyOn(check.Id);
    },
    revertCheck: () => {
      relyOn(healthCheckId);
    },
  };
}

/** Has a new check probed; returns the checkers that have an opinion of it, a set that grows. */
function probeNew(check: HealthCheck, options: SwitchSceneOptions): ReadonlySet<string> {
  const { board, clock, onEvent, onFleet } = options;
  const withOpinion = new Set<string>();
  board.add(check);
  const inverted = check.HealthCheckConfig.Inverted === true;
  onEvent({ event: "update", atSeconds: clock.nowSeconds(), checkId: check.Id, inverted });
  const report: HealthBoard["report"] = (checkId, checker, isHealthy) => {
    withOpinion.add(checker);
    board.report(checkId, checker, isHealthy);
  };
  onFleet(runFleet({ ...options, checks: [check], board: { report } }));
  return withOpinion;
}

function checkOf({ stack, healthChecks }: StackTopology, checkId: string): HealthCheck {
  const check = healthChecks.find(({ Id: id }) => id === checkId);
  if (!check) throw new Error(`The topology of stack ${stack} has no check ${checkId}.`);
  return check;
}

/** Where the switch's check looks, and for what. */
function objectOf(check: HealthCheck): SwitchObject & { readonly port: number } {
  const sends = probeOf(check);
  if (sends?.protocol !== "https") throw new Error(`Health check ${check.Id} of the switch is not HTTPS.`);
  const { target, port, path } = sends;
  return { target, port, path, searchString: check.HealthCheckConfig.SearchString ?? "" };
}
