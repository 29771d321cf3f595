import type { FaultScene } from "../../../rehearsal/faults/fault";

/** A scene of the given time in which nobody is there to be cut off, and no check to be inverted. */
export function sceneOf(time: Pick<FaultScene, "speed" | "requestIntervalSeconds">): FaultScene {
  return {
    ...time,
    checkerRegions: () => [],
    cutOff: () => Promise.resolve(),
    silenceRegion: () => undefined,
    invertCheck: () => undefined,
    operatorSwitch: null,
  };
}
