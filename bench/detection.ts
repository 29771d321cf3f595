import { rehearsalCloud } from "../drill/cloud";
import { turningProbes } from "../drill/phases";
import { runScenario } from "../drill/scenario";
import { primaryCheckId, promisedCadence } from "../drill/wiring";
import { recordStack } from "../recording/record";
import { stackTopology } from "../recording/stackTopology";
import type { StackTopology } from "../recording/topology";
import type { FaultName } from "../rehearsal/faults/names";
import { detectionSeconds, probeCostSeconds, type FailureKind } from "../route53/timing";

/** At real speed one run takes minutes. */
const cases = [
  ["kill-server", "refused", 10],
  ["stop-instance", "blackhole", 10],
  ["kill-server", "refused", 1],
] as const;

/** Measured detection / the one that the rules predict for the same checkers' phases, once at each speed. */
export async function detectionRatios(): Promise<string[]> {
  const topology = stackTopology(await recordStack("prod"));
  const lines: string[] = [];
  for (const [fault, failureKind, speed] of cases) {
    const { measured, predicted } = await detection(topology, fault, failureKind, speed);
    const ratio = `${(measured / predicted).toFixed(3)} (${measured.toFixed(1)} s / ${predicted.toFixed(1)} s)`;
    lines.push(`detection of ${fault} at speed ${speed}, measured / predicted: ${ratio}`);
  }
  return lines;
}

async function detection(topology: StackTopology, fault: FaultName, failureKind: FailureKind, speed: number) {
  const options = { topology, speed, seed: 1 };
  const { events } = await runScenario({
    ...options,
    startCloud: rehearsalCloud(options),
    fault,
    failureKind,
    signal: new AbortController().signal,
    onEvent: () => undefined,
    onStep: (_step, work) => work(),
  });
  const checkId = primaryCheckId(topology);
  const faultAt = events.find(({ event }) => event === "fault")?.atSeconds ?? NaN;
  const turned = events.find(
    (event) =>
      event.event === "check" && event.checkId === checkId && !event.healthy && event.atSeconds > faultAt,
  );
  const phasesSeconds = turningProbes(events, checkId, false, faultAt).map(
    (probe) => (probe === null || probe === "already" ? Infinity : probe.startedAtSeconds) - faultAt,
  );
  const cost = probeCostSeconds[failureKind];
  const predicted = detectionSeconds({
    ...promisedCadence(topology.budget),
    phasesSeconds,
    probeCostSeconds: cost,
  });
  return { measured: (turned?.atSeconds ?? NaN) - faultAt, predicted };
}
