import type { StackTopology } from "../recording/topology";
import type { HealthCheck } from "../route53/types";
import { checkersOf, defaultIntervalSeconds } from "./checkers/checker";
import type { HealthBoard } from "./checkers/healthBoard";
import type { Clock } from "./clock";
import type { UpdateEvent } from "./events";
import type { FaultScene, SwitchScene } from "./faults/fault";
import type { Partitions } from "./partitions";
import { siteCheckId } from "./siteCheck";

/** What a scene is made of. */
export interface FaultSceneOptions extends Pick<Partitions, "cutOff"> {
  readonly topology: StackTopology;
  readonly speed: number;
  readonly board: Pick<HealthBoard, "setInverted">;
  readonly clock: Clock;
  readonly onEvent: (event: UpdateEvent) => void;
  readonly operatorSwitch: SwitchScene | null;
  /** The regions whose services are silent; the scene adds to them, and takes away. */
  readonly silentRegions: Set<string>;
}

/** The rehearsal of a topology as its faults see it. */
export function faultScene({
  topology,
  speed,
  cutOff,
  board,
  clock,
  onEvent,
  operatorSwitch,
  silentRegions,
}: FaultSceneOptions): FaultScene {
  const checks = topology.healthChecks;
  return {
    speed,
    requestIntervalSeconds: shortestInterval(checks),
    checkerRegions: ({ publicIp }) => {
      const ofSite = checks.filter((check) => check.HealthCheckConfig.IPAddress === publicIp);
      return [...new Set(ofSite.flatMap(checkersOf).map(({ region }) => region))];
    },
    cutOff,
    operatorSwitch,
    silenceRegion: ({ role }, isSilent) => {
      const region = topology.sites.find((site) => site.role === role)?.region ?? "";
      if (isSilent) silentRegions.add(region);
      else silentRegions.delete(region);
    },
    invertCheck: ({ role }, inverted) => {
      const checkId = siteCheckId(topology, role);
      if (checkId === null) return;
      // The API answers before the change is in force: whoever asked for it knows first.
      setImmediate(() => {
        onEvent({ event: "update", atSeconds: clock.nowSeconds(), checkId, inverted });
        board.setInverted(checkId, inverted);
      });
    },
  };
}

function shortestInterval(checks: readonly HealthCheck[]): number {
  return Math.min(
    ...checks.map((check) => check.HealthCheckConfig.RequestInterval ?? defaultIntervalSeconds),
  );
}
